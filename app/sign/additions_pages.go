package sign

import (
	"clausedesk/app/sign/pdffile"
)

// comparePages checks that pages gained nothing but widgets that are allowed
// and, where comments are permitted, comments.
func (a *additions) comparePages() error {
	if len(a.replaced) == 0 {
		return nil
	}
	now, err := a.now.Pages()
	if err != nil {
		return err
	}
	if len(now) != len(a.pages) {
		a.refuse(ChangePages, 0, "")
		return nil
	}
	for i, page := range a.pages {
		if page.Ref != now[i].Ref {
			a.refuse(ChangePages, i+1, "")
			return nil
		}
	}
	for i, page := range a.pages {
		p := &pageChange{additions: a, number: i + 1, before: page, after: now[i]}
		if err := p.compare(); err != nil {
			return err
		}
	}
	return nil
}

type pageChange struct {
	*additions
	number        int
	before, after pdffile.Page
	covered       float64 // square units that look otherwise than before
}

func (p *pageChange) compare() error {
	list := p.before.Dict.Get("Annots")
	if p.replaced[p.before.Ref.Num] {
		p.judge(p.before.Ref)
		for _, key := range differing(p.before.Dict, p.after.Dict) {
			p.entry(key)
		}
	}
	if p.replaced[p.before.Ref.Num] || p.touched(list) {
		if err := p.annotations(list, p.after.Dict.Get("Annots")); err != nil {
			return err
		}
	}
	return p.look(list)
}

func (p *pageChange) entry(key pdffile.Name) {
	switch key {
	case "Annots":
	case "LastModified":
		p.found(true, Change{What: ChangeDates, Page: p.number})
	case "Contents":
		p.refuse(ChangeContent, p.number, "")
	default:
		p.refuse(ChangePageLook, p.number, string(key))
	}
}

func (p *pageChange) annotations(before, after pdffile.Object) error {
	more, gone, err := p.added(before, after)
	if err != nil {
		return err
	}
	for _, o := range more {
		if err := p.annotation(o); err != nil {
			return err
		}
	}
	for _, o := range gone {
		p.found(p.allow.level == 3 && p.comment(p.old, o), Change{What: ChangeAnnotRemoved, Page: p.number})
		if p.allow.level == 3 {
			p.judge(o)
		}
	}
	return nil
}

func (p *pageChange) annotation(o pdffile.Object) error {
	r, ref := o.(pdffile.Ref)
	if ref && (p.painted[r] || p.fields[r]) {
		return nil
	}
	d, err := p.now.Dict(o)
	if err != nil {
		return err
	}
	allowed := p.allow.level == 3 && (!ref || p.fresh[r.Num]) && p.comment(p.now, o)
	p.found(allowed, Change{What: ChangeAnnotAdded, Page: p.number})
	if allowed && d.Get("Subtype") != Object(pdffile.Name("Popup")) {
		p.visible = true
		p.covered += area(p.now, d.Get("Rect"))
	}
	return nil
}

// comments are the annotations that may come, change and go under P=3: notes
// and marks beside or on the text. Those that are made to lie over it, such as
// stamps, images and free text, are no comments here.
var comments = map[pdffile.Name]bool{
	"Text": true, "Popup": true, "Highlight": true, "Underline": true, "Squiggly": true, "StrikeOut": true, "Caret": true,
}

func (p *pageChange) comment(f *pdffile.File, o pdffile.Object) bool {
	d, err := f.Dict(o)
	if err != nil {
		return false
	}
	kind, _ := d.Get("Subtype").(pdffile.Name)
	return comments[kind] && !d.Has("A") && !d.Has("AA")
}

// look sums up what of the page looks otherwise: widgets in their new look,
// comments that were written again.
func (p *pageChange) look(list pdffile.Object) error {
	if len(p.painted) == 0 && p.covered == 0 && p.allow.level != 3 {
		return nil
	}
	all, err := p.now.Array(p.after.Dict.Get("Annots"))
	if err != nil {
		return err
	}
	entered := 0.0
	for _, o := range all {
		r, ok := o.(pdffile.Ref)
		if !ok {
			continue
		}
		d, err := p.now.Dict(r)
		if err != nil {
			return err
		}
		switch {
		case p.painted[r] && p.fields[r]:
			entered += area(p.now, d.Get("Rect"))
		case p.painted[r]:
			p.covered += area(p.now, d.Get("Rect"))
		case p.replaced[r.Num] && !p.judged[r.Num]:
			p.rewritten(r)
		}
	}
	size := pageArea(p.old, p.before)
	if p.covered > 0 && !(p.covered <= size/maxCovered) || entered > 0 && !(entered <= size/maxEntered) {
		p.refuse(ChangePageLook, p.number, "Rect")
	}
	return nil
}

// rewritten judges a comment that was there and was changed.
func (p *pageChange) rewritten(r pdffile.Ref) {
	if p.allow.level != 3 || !p.comment(p.old, r) || !p.comment(p.now, r) {
		return
	}
	before, err1 := p.old.Dict(r)
	after, err2 := p.now.Dict(r)
	if err1 != nil || err2 != nil || pdffile.Equal(before, after) {
		return
	}
	p.judge(r)
	p.visible = true
	p.covered += area(p.now, after.Get("Rect"))
	p.found(true, Change{What: ChangeAnnot, Page: p.number})
}
