package widgets

import "fyne.io/fyne/v2"

// outlineDrag is a drag under way; from is -1 while there is none.
type outlineDrag struct {
	from, target int
	place        DropPlace
	valid        bool // false over the dragged row and what is inside it
}

// Dragged lifts the row under the pointer at first, then shows where it would
// land. Near the edges of the view the outline scrolls.
func (o *Outline) Dragged(ev *fyne.DragEvent) {
	if o.drag.from < 0 {
		start := o.stack.at(ev.Position.Y - ev.Dragged.DY)
		if start < 0 {
			return
		}
		o.drag.from = start
		o.setHover(-1)
		o.Select(o.Rows[start].ID)
	}
	o.scrollNear(ev.Position.Y)
	o.aim(ev.Position.Y)
	o.Refresh()
}

// DragEnd drops the row and tells OnDrop, unless it would land where it is.
func (o *Outline) DragEnd() {
	d := o.drag
	o.drag = outlineDrag{from: -1}
	o.Refresh()
	if d.from < 0 || !d.valid || o.OnDrop == nil || d.from >= len(o.Rows) {
		return
	}
	o.OnDrop(o.Rows[d.from].ID, o.Rows[d.target].ID, d.place)
}

// CancelDrag forgets a drag under way.
func (o *Outline) CancelDrag() {
	o.drag.valid = false
	o.Refresh()
}

// Dropping says where a row under drag would land now.
func (o *Outline) Dropping() (target string, place DropPlace, ok bool) {
	if o.drag.from < 0 || !o.drag.valid {
		return "", DropBefore, false
	}
	return o.Rows[o.drag.target].ID, o.drag.place, true
}

func (o *Outline) aim(y float32) {
	d := &o.drag
	content := y + o.stack.scroll.Offset.Y
	d.target = o.stack.atContent(min(max(content, 0), o.stack.height()-1))
	d.place = DropInside
	switch part := (content - o.stack.tops[d.target]) / o.stack.rowHeight(d.target); {
	case part < 0.3:
		d.place = DropBefore
	case part > 0.7:
		d.place = DropAfter
	}
	d.valid = d.target < d.from || d.target >= o.subtreeEnd(d.from)
}

// subtreeEnd is the first row after i that is not inside it.
func (o *Outline) subtreeEnd(i int) int {
	end := i + 1
	for end < len(o.Rows) && o.Rows[end].Depth > o.Rows[i].Depth {
		end++
	}
	return end
}

func (o *Outline) scrollNear(y float32) {
	const edge, speed = 24, 16
	offset := o.stack.scroll.Offset.Y
	switch {
	case y < edge:
		o.stack.scrollTo(offset - speed)
	case y > o.Size().Height-edge:
		o.stack.scrollTo(offset + speed)
	}
}

// paintDrop shows the drop line at the depth the row would get.
func (o *Outline) paintDrop() {
	d := o.drag
	shown := d.from >= 0 && d.valid && d.place != DropInside
	SetVisible(o.line, shown)
	if !shown {
		return
	}
	y := o.stack.tops[d.target]
	if d.place == DropAfter {
		y = o.stack.tops[d.target+1]
	}
	x := outlineMargin + float32(o.Rows[d.target].Depth)*outlineIndent
	fill(o.line, tone(o, ColorAccent))
	o.line.Move(fyne.NewPos(x, y-1))
	o.line.Resize(fyne.NewSize(o.stack.width()-x-outlineMargin, 2))
}
