//go:build !windows

package explain

import (
	"errors"
	"syscall"
)

func full(err error) bool { return errors.Is(err, syscall.ENOSPC) }

func writeProtected(err error) bool { return errors.Is(err, syscall.EROFS) }

func isFolder(err error) bool { return errors.Is(err, syscall.EISDIR) }
