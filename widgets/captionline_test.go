package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

func TestACaptionLineBreaksWhereItIsTooLong(t *testing.T) {
	startApp(t)
	caption := widget.NewLabel("Where people change their cookie choices")
	caption.Wrapping, caption.SizeName = fyne.TextWrapWord, theme.SizeNameCaptionText
	badge, link := NewBadge("this policy’s own", KindAccent), NewLink("Art. 13(1)(a) GDPR", nil)
	line := NewCaptionLine(12, caption, badge, link)
	stack := NewStack(0, line)
	w := show(t, stack, 900, 300)
	beside := line.Size().Height
	if badge.Position().Y > 4 || link.Position().X+link.Size().Width != 900 {
		t.Fatalf("in 900 the badge is at %v, the link at %v", badge.Position(), link.Position())
	}
	for width := float32(899); width > 120; width -= 13 {
		w.Resize(fyne.NewSize(width, 300))
		stack.Resize(fyne.NewSize(width, 300))
		captionEnd := fyne.MeasureText(caption.Text, TextCaption, caption.TextStyle).Width
		for _, o := range []fyne.CanvasObject{badge, link} {
			at, size := o.Position(), o.Size()
			if at.X+size.Width > width+1 {
				t.Fatalf("%.0f wide: %T ends at %.0f", width, o, at.X+size.Width)
			}
			if below := at.Y >= beside-2; !below && at.X < captionEnd {
				t.Fatalf("%.0f wide: %T at %v lies over the caption, which ends at %.0f", width, o, at, captionEnd)
			}
			if at.Y+size.Height > line.Size().Height+1 {
				t.Fatalf("%.0f wide: %T ends at %.0f of %.0f", width, o, at.Y+size.Height, line.Size().Height)
			}
		}
	}
	badge.Hide()
	link.Hide()
	stack.Resize(fyne.NewSize(900, 300))
	if h := line.Size().Height; h > beside {
		t.Errorf("the caption alone is %.0f high, with all beside it %.0f", h, beside)
	}
}
