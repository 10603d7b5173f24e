// Package assets holds the data files that travel inside the program. It
// knows nothing of what they mean: readers live with the packages that use
// them.
package assets

import "embed"

// Fonts holds fonts/*.ttf, the typefaces of exported documents, and their
// licence.
//
//go:embed fonts
var Fonts embed.FS

// Document holds document/labels.toml, the words a document itself needs, by
// language.
//
//go:embed document
var Document embed.FS

// Vocabulary holds vocabulary/<lang>.toml, the words a policy's answers are
// written out in, and authorities.toml.
//
//go:embed vocabulary
var Vocabulary embed.FS

// Library holds library/: the clauses, the kinds of policy made of them, and
// the services that receive data.
//
//go:embed library
var Library embed.FS

// Sample holds the sample studio: a folder per client with its facts and its
// policy per language, and import/ with texts as clients bring them.
//
//go:embed sample
var Sample embed.FS

// Icon is the picture of the program, PNG.
//
//go:embed icon.png
var Icon []byte
