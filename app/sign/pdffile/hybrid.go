package pdffile

// readHidden reads the cross-reference stream of a hybrid section.
func (f *File) readHidden(s *Section) error {
	at, ok := s.Trailer.Get("XRefStm").(Int)
	if !ok || s.Stream || at <= 0 || int64(at) >= int64(len(f.data)) {
		return malformed(s.Offset, "bad XRefStm")
	}
	x, err := f.readXRefStream(int(at))
	if err != nil {
		return err
	}
	if x.Trailer.Has("Root") && !Equal(x.Trailer.Get("Root"), s.Trailer.Get("Root")) {
		return malformed(x.Offset, "another Root in the stream of a hybrid section")
	}
	s.hidden = x
	return nil
}

// hybrids adds, from the oldest section to the newest, the objects that hybrid
// sections keep from readers of old (ISO 32000-2, 7.5.8.4): the table calls
// them free, or does not list them, and a stream says where they are. Readers
// differ in what they do when table and stream disagree, and when a later
// section names an old stream again, as some programs do by copying the
// trailer; both pass only where the answer is the same either way.
func (f *File) hybrids() error {
	known := map[int]Location{}
	seen := map[int]bool{}
	for i := len(f.sections) - 1; i >= 0; i-- {
		s := f.sections[i]
		if s.hidden != nil {
			again := seen[s.hidden.Offset]
			seen[s.hidden.Offset] = true
			if err := f.spend(entryWork * len(s.hidden.Entries)); err != nil {
				return err
			}
			if err := s.reveal(known, again); err != nil {
				return err
			}
		}
		for num, loc := range s.Entries {
			known[num] = loc
		}
	}
	return nil
}

// reveal merges the hidden entries of one section; known is what older
// sections say, again that one of them named the same stream.
func (s *Section) reveal(known map[int]Location, again bool) error {
	if s.Entries == nil {
		s.Entries = map[int]Location{}
	}
	for num, loc := range s.hidden.Entries {
		shown, listed := s.Entries[num]
		before, old := known[num]
		switch {
		case loc.Kind == Free || loc == shown:
		case listed && shown.Kind != Free && old && loc == before:
		case listed && shown.Kind != Free, again && loc != before:
			return malformed(s.hidden.Offset, "an object listed in two places")
		case !again:
			s.Entries[num] = loc
		}
	}
	return nil
}
