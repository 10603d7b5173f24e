package memory

// Twin is equal for entries that count as one: the same source and target of
// one client.
func Twin(e Entry) uint64 {
	h := uint64(fnvOffset)
	for _, field := range []string{e.From, e.To, e.Source, e.Target, string(e.Client)} {
		for i := range len(field) {
			h = (h ^ uint64(field[i])) * fnvPrime
		}
		h = (h ^ 0xff) * fnvPrime // no byte of UTF-8
	}
	return h ^ h>>32
}

// HashSet holds hashes in little more room than they take. The zero value is
// empty.
type HashSet struct {
	slots []uint64
	count int
	zero  bool
}

// Add puts a hash in; false when it was there.
func (s *HashSet) Add(hash uint64) bool {
	if hash == 0 {
		was := s.zero
		s.zero = true
		return !was
	}
	if 4*s.count >= 3*len(s.slots) {
		s.grow()
	}
	at := s.slot(hash)
	if s.slots[at] == hash {
		return false
	}
	s.slots[at] = hash
	s.count++
	return true
}

func (s *HashSet) slot(hash uint64) int {
	mask := len(s.slots) - 1
	at := int(hash*0x9e3779b97f4a7c15>>32) & mask
	for s.slots[at] != 0 && s.slots[at] != hash {
		at = (at + 1) & mask
	}
	return at
}

func (s *HashSet) grow() {
	old := s.slots
	s.slots = make([]uint64, max(1024, 2*len(old)))
	for _, hash := range old {
		if hash != 0 {
			s.slots[s.slot(hash)] = hash
		}
	}
}
