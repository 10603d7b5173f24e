// Package widgets owns the reusable pieces of the window: theme, lists,
// editors, page pictures, chips and layouts, in the studio's calm look
// (12/14/16/20 type scale, 4-8-12-16-24 spacing, hairlines, one accent).
//
// It knows Fyne and nothing else: no clients, policies or clauses, no wording
// of its own (every text is passed in), no files and no clock. Public fields
// may be set before the widget is shown; afterwards call Refresh, unless a
// Set method is named for the purpose. All methods belong to the UI goroutine.
package widgets
