// Package pdffile reads the object structure of a PDF strictly and writes
// objects back. It owns objects, cross-reference chains (tables, streams and
// object streams), revisions and the page tree; it knows nothing about
// signatures, fonts or page content.
//
// Strict means: where ISO 32000 leaves a reader free to repair a damaged file,
// this reader refuses. A signature check may not depend on a repair that some
// other reader does differently. Every loop, depth and size is bounded by the
// length of the file, so hostile input costs time and memory in proportion.
package pdffile
