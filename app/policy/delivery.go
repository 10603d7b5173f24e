package policy

import "time"

// Channel is a way in which a file was handed over.
type Channel string

// The channels.
const (
	ByHand   Channel = "hand"
	ByMail   Channel = "mail"
	ByPost   Channel = "post"
	ByUpload Channel = "upload"
	ByOther  Channel = "other"
)

// Channels lists the ways in which a file can be handed over.
func Channels() []Channel { return []Channel{ByHand, ByMail, ByPost, ByUpload, ByOther} }

// Delivery is an entry of the register of deliveries: which file of which
// version went to whom, when and how. Entries are never changed; a mistaken one
// is marked as void.
type Delivery struct {
	ID       int64     `json:"id"`
	PolicyID ID        `json:"policy"`
	Number   int       `json:"version"`
	Lang     string    `json:"lang"` // "nl+en" for two beside each other
	File     string    `json:"file"` // its name, without a folder
	SHA256   string    `json:"sha256"`
	Bytes    int64     `json:"bytes"`
	To       string    `json:"to"`
	Address  string    `json:"address,omitempty"` // mail or postal, or where it was uploaded
	How      Channel   `json:"how"`
	On       string    `json:"on"` // yyyy-mm-dd
	Note     string    `json:"note,omitempty"`
	By       string    `json:"by,omitempty"`   // who handed it over
	Created  time.Time `json:"created"`        // of the entry; set when it is added
	Void     string    `json:"void,omitempty"` // why it does not count; empty when it does
	VoidBy   string    `json:"void_by,omitempty"`
}
