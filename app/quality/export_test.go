package quality

// Forget drops what is remembered of texts that were read, for benchmarks.
func Forget() {
	sides.Lock()
	defer sides.Unlock()
	clear(sides.known)
}
