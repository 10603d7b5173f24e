package widgets

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// rowStack scrolls a column of rows of any heights and keeps objects for the
// visible ones only. It is the common ground of the lists of this package.
type rowStack struct {
	create func() fyne.CanvasObject
	set    func(i int, o fyne.CanvasObject)
	// extra objects lie over the rows and scroll with them.
	extra []fyne.CanvasObject
	// minWidth of the content; more than the view makes it scroll sideways.
	minWidth float32
	// onScroll is told after the user scrolled.
	onScroll func()

	scroll *container.Scroll
	holder *fyne.Container
	tops   []float32 // tops[i] is where row i begins; the last is the end
	live   map[int]fyne.CanvasObject
	free   []fyne.CanvasObject
	made   int
	stale  bool // the holder's objects are not the live ones
}

func newRowStack(create func() fyne.CanvasObject, set func(int, fyne.CanvasObject)) *rowStack {
	s := &rowStack{create: create, set: set, live: map[int]fyne.CanvasObject{}, tops: []float32{0}}
	s.holder = container.New(&stackLayout{s})
	s.scroll = container.NewVScroll(s.holder)
	s.scroll.OnScrolled = func(fyne.Position) { s.scrolled() }
	return s
}

func (s *rowStack) scrolled() {
	s.sync()
	if s.onScroll != nil {
		s.onScroll()
	}
}

// measure sets the number of rows and their heights.
func (s *rowStack) measure(n int, height func(i int) float32) {
	s.tops = append(s.tops[:0], 0)
	y := float32(0)
	for i := range n {
		y += height(i)
		s.tops = append(s.tops, y)
	}
	for i, o := range s.live {
		if i >= n {
			s.release(i, o)
		}
	}
}

// release takes back the object of a row; sync takes it off the canvas.
func (s *rowStack) release(i int, o fyne.CanvasObject) {
	delete(s.live, i)
	s.free = append(s.free, o)
	s.stale = true
}

func (s *rowStack) count() int      { return len(s.tops) - 1 }
func (s *rowStack) height() float32 { return s.tops[len(s.tops)-1] }

func (s *rowStack) rowHeight(i int) float32 { return s.tops[i+1] - s.tops[i] }

// at is the row under y, measured from the top of the view; -1 for none.
func (s *rowStack) at(y float32) int {
	return s.atContent(y + s.scroll.Offset.Y)
}

func (s *rowStack) atContent(y float32) int {
	if y < 0 || y >= s.height() {
		return -1
	}
	return sort.Search(s.count(), func(i int) bool { return s.tops[i+1] > y })
}

// visible is the half-open range of rows in view.
func (s *rowStack) visible() (first, last int) {
	top, bottom := s.scroll.Offset.Y, s.scroll.Offset.Y+s.scroll.Size().Height
	first = sort.Search(s.count(), func(i int) bool { return s.tops[i+1] > top })
	last = first
	for last < s.count() && s.tops[last] < bottom {
		last++
	}
	return first, last
}

// sync gives every visible row an object and takes back the others.
func (s *rowStack) sync() {
	first, last := s.visible()
	for i, o := range s.live {
		if i < first || i >= last {
			s.release(i, o)
		}
	}
	for i := first; i < last; i++ {
		if _, ok := s.live[i]; !ok {
			o := s.take()
			s.live[i] = o
			s.set(i, o)
			s.stale = true
		}
	}
	s.arrange()
	if s.stale {
		s.stale = false
		s.collect(first, last)
	}
}

func (s *rowStack) take() fyne.CanvasObject {
	if n := len(s.free); n > 0 {
		o := s.free[n-1]
		s.free = s.free[:n-1]
		return o
	}
	s.made++
	return s.create()
}

func (s *rowStack) collect(first, last int) {
	objects := s.holder.Objects[:0]
	for i := first; i < last; i++ {
		objects = append(objects, s.live[i])
	}
	s.holder.Objects = append(objects, s.extra...)
	s.holder.Refresh()
}

// arrange moves the live rows to their places.
func (s *rowStack) arrange() {
	width := s.width()
	for i, o := range s.live {
		o.Move(fyne.NewPos(0, s.tops[i]))
		o.Resize(fyne.NewSize(width, s.rowHeight(i)))
	}
}

func (s *rowStack) width() float32 {
	return max(s.scroll.Size().Width, s.minWidth)
}

// refresh fills every visible row again, after the data changed.
func (s *rowStack) refresh() {
	s.clamp()
	for i, o := range s.live {
		if i < s.count() {
			s.set(i, o)
		}
	}
	s.sync()
	s.scroll.Refresh()
}

// refreshRow fills one row again if it is in view.
func (s *rowStack) refreshRow(i int) {
	if o, ok := s.live[i]; ok && i < s.count() {
		s.set(i, o)
	}
}

func (s *rowStack) clamp() {
	limit := max(0, s.height()-s.scroll.Size().Height)
	s.scroll.Offset.Y = min(max(s.scroll.Offset.Y, 0), limit)
}

func (s *rowStack) resize(size fyne.Size) {
	s.scroll.Resize(size)
	s.clamp()
	s.sync()
}

// scrollTo puts the top of the view at y of the content.
func (s *rowStack) scrollTo(y float32) {
	s.scroll.Offset.Y = y
	s.clamp()
	s.scroll.Refresh()
	s.sync()
}

// sees reports whether some of row i is in view.
func (s *rowStack) sees(i int) bool {
	first, last := s.visible()
	return i >= first && i < last
}

// reveal scrolls as little as needed to show row i whole.
func (s *rowStack) reveal(i int) {
	if i < 0 || i >= s.count() {
		return
	}
	view := s.scroll.Size().Height
	switch offset := s.scroll.Offset.Y; {
	case s.tops[i] < offset:
		s.scrollTo(s.tops[i])
	case s.tops[i+1] > offset+view:
		s.scrollTo(min(s.tops[i], s.tops[i+1]-view))
	}
}

// page is how many rows from i a page in the direction leads to.
func (s *rowStack) page(i, direction int) int {
	if i < 0 || s.count() == 0 {
		return 0
	}
	goal := s.tops[i] + float32(direction)*s.scroll.Size().Height
	j := s.atContent(min(max(goal, 0), s.height()-1))
	if j == i {
		j += direction
	}
	return min(max(j, 0), s.count()-1)
}

type stackLayout struct{ stack *rowStack }

func (l *stackLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.stack.minWidth, l.stack.height())
}

func (l *stackLayout) Layout([]fyne.CanvasObject, fyne.Size) { l.stack.arrange() }
