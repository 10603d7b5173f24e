package pdf

import (
	"context"
	"io"
)

// WriteAccount is Write for a document that tells of a file and is no policy,
// such as the report of a verification. In the place of a version stands what
// it is about.
func WriteAccount(ctx context.Context, w io.Writer, in Input, about string) error {
	in.edition = about
	_, err := Write(ctx, w, in)
	return err
}
