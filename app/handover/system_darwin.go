package handover

import (
	"context"
	"fmt"
	"strings"
)

// Mail opens a draft with the files attached in Mail.
func (s System) Mail(ctx context.Context, m Message) error {
	if err := whole(m.Files...); err != nil {
		return err
	}
	if _, err := s.run(ctx, "osascript", "-e", mailScript(m)); err != nil {
		return fmt.Errorf("%w: %w", ErrNoMailProgram, err)
	}
	return nil
}

func mailScript(m Message) string {
	var out strings.Builder
	fmt.Fprintf(&out, "tell application \"Mail\"\nset m to make new outgoing message with properties {visible:true, subject:%s, content:%s}\ntell m\n",
		appleText(m.Subject), appleText(m.Body+"\n"))
	if m.To != "" {
		fmt.Fprintf(&out, "make new to recipient with properties {address:%s}\n", appleText(m.To))
	}
	for _, file := range m.Files {
		fmt.Fprintf(&out, "make new attachment with properties {file name:POSIX file %s} at after the last paragraph\n", appleText(file))
	}
	out.WriteString("end tell\nactivate\nend tell\n")
	return out.String()
}

// appleText quotes a text for AppleScript.
func appleText(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
