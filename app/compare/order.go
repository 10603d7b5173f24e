package compare

// rising marks the pairs, given in the order of a, of a longest run that rises
// in b as well.
func rising(pairs []pair) []bool {
	weights := make([]int, len(pairs))
	return heaviest(pairs, weights)
}

// perPair outweighs the weights of all other pairs: the most pairs first, and
// of as many the heaviest.
const perPair = 1 << 24

// heaviest is rising, and of several runs that are as long the one of the
// greatest weight: what moved is the smaller part.
func heaviest(pairs []pair, weights []int) []bool {
	best := make([]int, len(pairs))
	before := make([]int, len(pairs))
	last := -1
	for i := range pairs {
		before[i] = -1
		for j := range i {
			if pairs[j].b < pairs[i].b && best[j] > best[i] {
				best[i], before[i] = best[j], j
			}
		}
		best[i] += perPair + weights[i]
		if last < 0 || best[i] > best[last] {
			last = i
		}
	}
	keep := make([]bool, len(pairs))
	for ; last >= 0; last = before[last] {
		keep[last] = true
	}
	return keep
}
