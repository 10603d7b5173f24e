package explain

import (
	"errors"
	"syscall"
)

// full reports ERROR_HANDLE_DISK_FULL or ERROR_DISK_FULL.
func full(err error) bool {
	return errors.Is(err, syscall.Errno(39)) || errors.Is(err, syscall.Errno(112))
}

// writeProtected reports ERROR_WRITE_PROTECT.
func writeProtected(err error) bool { return errors.Is(err, syscall.Errno(19)) }

// isFolder reports what reading a folder as a file gives: EISDIR, or
// ERROR_INVALID_FUNCTION.
func isFolder(err error) bool {
	return errors.Is(err, syscall.EISDIR) || errors.Is(err, syscall.Errno(1))
}
