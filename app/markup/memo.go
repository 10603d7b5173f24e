package markup

import (
	"cmp"
	"sync"
)

// memoRoom is how many texts a memo keeps at least, unless it says otherwise;
// it never holds more than twice as many.
const memoRoom = 4096

// memo remembers what was read from a text, so that a policy of which one
// letter changed is not read anew as a whole. What it hands out is shared: who
// takes it copies what it changes, as everything in this package does. When it
// is full, what was not asked for since it last was goes.
type memo[V any] struct {
	room       int
	mu         sync.Mutex
	young, old map[string]V
}

func (m *memo[V]) get(text string, read func(string) V) V {
	m.mu.Lock()
	value, known := m.young[text]
	if !known {
		if value, known = m.old[text]; known {
			m.put(text, value)
		}
	}
	m.mu.Unlock()
	if known {
		return value
	}
	value = read(text)
	m.mu.Lock()
	m.put(text, value)
	m.mu.Unlock()
	return value
}

func (m *memo[V]) put(text string, value V) {
	if m.young == nil || len(m.young) >= cmp.Or(m.room, memoRoom) {
		m.young, m.old = map[string]V{}, m.young
	}
	m.young[text] = value
}

var (
	bodies memo[Doc]
	lines  memo[[]Inline]
	tries  memo[[]Inline]
)

// parsed is Parse, remembered. The tree is shared and stays as it is.
func parsed(body string) Doc { return bodies.get(body, Parse) }

// parsedInline is ParseInline, remembered. The content is shared and stays as
// it is.
func parsedInline(source string) []Inline { return lines.get(source, ParseInline) }

// readBack is parseInlineOnce, remembered: what WriteInline tries out.
func readBack(source string) []Inline { return tries.get(source, parseInlineOnce) }
