package imprint

import (
	"fmt"
	"sync"

	"clausedesk/app/policy"
	"clausedesk/assets"

	"github.com/BurntSushi/toml"
)

// SheetWords are what a handover sheet and the report of a bundle say, in one
// language of the program. Values are put into them with Fill.
type SheetWords struct {
	SheetTitle        string `toml:"sheet_title"`
	SheetAbout        string `toml:"sheet_about"`
	SheetDocument     string `toml:"sheet_document"`
	SheetClient       string `toml:"sheet_client"`
	SheetLanguage     string `toml:"sheet_language"`
	SheetFile         string `toml:"sheet_file"`
	SheetSize         string `toml:"sheet_size"`
	SheetBytes        string `toml:"sheet_bytes"`
	SheetFileHash     string `toml:"sheet_file_hash"`
	SheetVersionHash  string `toml:"sheet_version_hash"`
	SheetEntry        string `toml:"sheet_entry"`
	SheetTo           string `toml:"sheet_to"`
	SheetAddress      string `toml:"sheet_address"`
	SheetHow          string `toml:"sheet_how"`
	SheetOn           string `toml:"sheet_on"`
	SheetBy           string `toml:"sheet_by"`
	SheetNote         string `toml:"sheet_note"`
	SheetReceived     string `toml:"sheet_received"`
	SheetReceivedLine string `toml:"sheet_received_line"`
	ByHand            string `toml:"by_hand"`
	ByMail            string `toml:"by_mail"`
	ByPost            string `toml:"by_post"`
	ByUpload          string `toml:"by_upload"`
	ByOther           string `toml:"by_other"`
	BundleTitle       string `toml:"bundle_title"`
	BundleAbout       string `toml:"bundle_about"`
	BundleFiles       string `toml:"bundle_files"`
	BundleState       string `toml:"bundle_state"`
	BundleSigned      string `toml:"bundle_signed"`
	BundleUnsigned    string `toml:"bundle_unsigned"`
}

var sheets = sync.OnceValue(func() map[string]SheetWords {
	data, err := assets.Document.ReadFile("document/handover.toml")
	if err != nil {
		panic(fmt.Errorf("read the words of handover sheets: %w", err))
	}
	table := map[string]SheetWords{}
	if err := toml.Unmarshal(data, &table); err != nil {
		panic(fmt.Errorf("parse the words of handover sheets: %w", err))
	}
	return table
})

// SheetIn returns the words of a language, and English for one that the program
// is not in.
func SheetIn(lang string) SheetWords {
	if words, ok := sheets()[lang]; ok {
		return words
	}
	return sheets()["en"]
}

// Channel words how a file was handed over.
func (w SheetWords) Channel(how policy.Channel) string {
	switch how {
	case policy.ByHand:
		return w.ByHand
	case policy.ByMail:
		return w.ByMail
	case policy.ByPost:
		return w.ByPost
	case policy.ByUpload:
		return w.ByUpload
	}
	return w.ByOther
}
