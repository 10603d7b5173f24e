package answers

import (
	"clausedesk/widgets"

	"fyne.io/fyne/v2/driver/desktop"
)

// offer is a link that knows whether the pointer is on it.
type offer struct {
	widgets.Link
	over bool
}

func newOffer(words string, tapped func()) *offer {
	o := &offer{}
	o.Text, o.OnTapped = words, tapped
	o.ExtendBaseWidget(o)
	return o
}

// MouseIn underlines the words.
func (o *offer) MouseIn(ev *desktop.MouseEvent) {
	o.over = true
	o.Link.MouseIn(ev)
}

// MouseOut takes the line away.
func (o *offer) MouseOut() {
	o.over = false
	o.Link.MouseOut()
}
