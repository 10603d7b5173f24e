package sign

import (
	"slices"
	"strings"

	"clausedesk/app/sign/pdffile"
)

// permissions are what the signatures up to one allow afterwards.
type permissions struct {
	level int // P of DocMDP, 1 to 3; 0 when nobody certified
	locks []fieldLock
}

// fieldLock is a FieldMDP transform (ISO 32000-2, 12.8.2.4).
type fieldLock struct {
	action pdffile.Name // All, Include or Exclude
	names  []string
}

func (l fieldLock) holds(name string) bool {
	named := slices.ContainsFunc(l.names, func(n string) bool {
		return n == name || strings.HasPrefix(name, n+".")
	})
	switch l.action {
	case "Include":
		return named
	case "Exclude":
		return !named
	}
	return true
}

func (p permissions) locked(name string) bool {
	return slices.ContainsFunc(p.locks, func(l fieldLock) bool { return l.holds(name) })
}

// filling tells whether a field may be filled in.
func (p permissions) filling(name string) bool { return p.level != 1 && !p.locked(name) }

// signing tells whether an empty signature field may be signed. Locking all
// fields locks their values; who wants no more signatures certifies so.
func (p permissions) signing(name string) bool {
	named := slices.ContainsFunc(p.locks, func(l fieldLock) bool { return l.action == "Include" && l.holds(name) })
	return p.level != 1 && !named
}

// and adds what another signature allows: the stricter counts.
func (p permissions) and(q permissions) permissions {
	if p.level == 0 || q.level != 0 && q.level < p.level {
		p.level = q.level
	}
	p.locks = append(slices.Clip(p.locks), q.locks...)
	return p
}

// permissionsOf reads the transforms of a signature, and the Lock of its
// field, which binds what comes after it (ISO 32000-2, 12.7.5.5).
func permissionsOf(f *pdffile.File, field sigField) (permissions, int, error) {
	var out permissions
	certified, err := docMDP(f, field.value)
	if err != nil {
		return out, 0, err
	}
	out.level = certified
	refs, err := f.Array(field.value.Get("Reference"))
	if err != nil {
		return out, 0, err
	}
	for _, r := range refs {
		d, err := f.Dict(r)
		if err != nil {
			return out, 0, err
		}
		if d.Get("TransformMethod") == Object(pdffile.Name("FieldMDP")) {
			lock, err := fieldLockOf(f, d.Get("TransformParams"))
			if err != nil {
				return out, 0, err
			}
			out = out.and(lock)
		}
	}
	own, err := f.Dict(field.ref)
	if err != nil || !own.Has("Lock") {
		return out, certified, err
	}
	lock, err := fieldLockOf(f, own.Get("Lock"))
	return out.and(lock), certified, err
}

func fieldLockOf(f *pdffile.File, o pdffile.Object) (permissions, error) {
	d, err := f.Dict(o)
	if err != nil {
		return permissions{}, err
	}
	action, _ := d.Get("Action").(pdffile.Name)
	if action != "All" && action != "Include" && action != "Exclude" {
		return permissions{}, pdffile.ErrMalformed
	}
	lock := fieldLock{action: action}
	names, err := f.Array(d.Get("Fields"))
	if err != nil {
		return permissions{}, err
	}
	for _, n := range names {
		s, ok := n.(pdffile.String)
		if !ok {
			return permissions{}, pdffile.ErrMalformed
		}
		lock.names = append(lock.names, textString(s.Data))
	}
	out := permissions{locks: []fieldLock{lock}}
	if p, ok := d.Get("P").(pdffile.Int); ok && p >= 1 && p <= 3 {
		out.level = int(p)
	}
	return out, nil
}
