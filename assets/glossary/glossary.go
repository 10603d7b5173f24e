// Package glossary holds the terms that come with the program, in six
// languages. It knows nothing of what they mean: app/glossary reads them.
package glossary

import "embed"

// Files holds *.toml: concepts with their terms.
//
//go:embed *.toml
var Files embed.FS
