package bilingual

import "slices"

// none stands for the side that has nothing.
const none = -1

// widest is how many comparisons a search may take.
const widest = 4 << 20

// align pairs the elements of two sequences, each in its order and each once:
// as many as possible of those that are alike, the others alone. What is
// alike from the start on is paired without searching, which is all there is
// to do for nearly every translation. Of long sequences the ends are paired
// like that too, and what is too long even then is set one after the other.
func align(n, m int, alike func(i, j int) bool) [][2]int {
	var out, tail [][2]int
	from := 0
	for from < n && from < m && alike(from, from) {
		out = append(out, [2]int{from, from})
		from++
	}
	for (n-from)*(m-from) > widest && alike(n-1, m-1) {
		n, m = n-1, m-1
		tail = append(tail, [2]int{n, m})
	}
	if (n-from)*(m-from) > widest {
		out = append(out, apart(from, n, m)...)
	} else {
		out = append(out, longest(from, n, m, alike)...)
	}
	slices.Reverse(tail)
	return append(out, tail...)
}

// longest pairs the longest common part of what lies between from and the ends.
func longest(from, n, m int, alike func(i, j int) bool) [][2]int {
	rows, columns := n-from+1, m-from+1
	best := make([]int, rows*columns) // of what comes from there on
	for i := rows - 2; i >= 0; i-- {
		for j := columns - 2; j >= 0; j-- {
			at := i*columns + j
			if best[at] = max(best[at+columns], best[at+1]); alike(from+i, from+j) {
				best[at] = max(best[at], best[at+columns+1]+1)
			}
		}
	}
	var out [][2]int
	i, j := 0, 0
	for i < rows-1 && j < columns-1 {
		at := i*columns + j
		switch {
		case alike(from+i, from+j) && best[at] == best[at+columns+1]+1:
			out = append(out, [2]int{from + i, from + j})
			i, j = i+1, j+1
		case best[at] == best[at+columns]:
			out = append(out, [2]int{from + i, none})
			i++
		default:
			out = append(out, [2]int{none, from + j})
			j++
		}
	}
	return append(out, shifted(apart(0, rows-1-i, columns-1-j), from+i, from+j)...)
}

// apart sets what is left of either side alone.
func apart(from, n, m int) [][2]int {
	var out [][2]int
	for i := from; i < n; i++ {
		out = append(out, [2]int{i, none})
	}
	for j := from; j < m; j++ {
		out = append(out, [2]int{none, j})
	}
	return out
}

func shifted(pairs [][2]int, i, j int) [][2]int {
	for k, at := range pairs {
		if at[First] != none {
			pairs[k][First] += i
		}
		if at[Second] != none {
			pairs[k][Second] += j
		}
	}
	return pairs
}
