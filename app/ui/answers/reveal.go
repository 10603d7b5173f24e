package answers

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// revealMargin is what stays free around the part that has the keyboard.
const revealMargin float32 = 30

// Reveal scrolls until a part of a form is in sight, which begins at a height
// of what scrolls.
func Reveal(scroll *container.Scroll, top, height float32) {
	bottom := top + height + revealMargin
	switch {
	case top < scroll.Offset.Y:
		scroll.ScrollToOffset(fyne.NewPos(0, max(0, top-revealMargin)))
	case bottom > scroll.Offset.Y+scroll.Size().Height:
		scroll.ScrollToOffset(fyne.NewPos(0, bottom-scroll.Size().Height))
	}
}

// RevealField scrolls until a field is in sight, and the one after it where
// both have room. The fields begin at a height of what scrolls; something lies
// over so much of its foot.
func RevealField(scroll *container.Scroll, fields []*Field, at *Field, from, covered float32) {
	top := at.Object().Position().Y
	end := top + at.Object().Size().Height
	if next := endOfNext(fields, at); next-top+revealMargin+covered <= scroll.Size().Height {
		end = max(end, next)
	}
	Reveal(scroll, from+top, end-top+covered)
}

// endOfNext is where the field ends that is asked for after another; 0 for the
// last one.
func endOfNext(fields []*Field, at *Field) float32 {
	after := false
	for _, field := range fields {
		if o := field.Object(); after && o.Visible() {
			return o.Position().Y + o.Size().Height
		}
		after = after || field == at
	}
	return 0
}
