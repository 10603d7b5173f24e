// Package translate owns what happens to translations: carrying them over
// when a source text changes, the states they go through, how far a language
// is, what moved since a translation was made, and pairing two parallel
// documents.
//
// It is pure: values in, values out. It stores nothing, cuts no text into
// segments (app/markup does) and words nothing for people.
package translate
