package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colour roles of the studio. They resolve under Theme; under any other theme
// the widgets fall back to the same palette for the current variant.
const (
	ColorCanvas      fyne.ThemeColorName = "studioCanvas"      // the ground of the window
	ColorPaper       fyne.ThemeColorName = "studioPaper"       // forms, headers, menus
	ColorInk         fyne.ThemeColorName = "studioInk"         // text
	ColorSoft        fyne.ThemeColorName = "studioSoft"        // captions, numbers, hints
	ColorLine        fyne.ThemeColorName = "studioLine"        // hairlines
	ColorAccent      fyne.ThemeColorName = "studioAccent"      // the one accent
	ColorAccentTint  fyne.ThemeColorName = "studioAccentTint"  // its ground
	ColorWarning     fyne.ThemeColorName = "studioWarning"     // warnings, stale
	ColorWarningTint fyne.ThemeColorName = "studioWarningTint" // its ground
	ColorError       fyne.ThemeColorName = "studioError"       // errors, deletions
	ColorErrorTint   fyne.ThemeColorName = "studioErrorTint"   // its ground
	ColorSuccess     fyne.ThemeColorName = "studioSuccess"     // approved, insertions
	ColorSuccessTint fyne.ThemeColorName = "studioSuccessTint" // its ground
	ColorSelection   fyne.ThemeColorName = "studioSelection"   // selected rows
)

// Variant says which of the two palettes a Theme shows.
type Variant int

const (
	System Variant = iota // as the desktop asks
	Light
	Dark
)

// Theme is the studio's look for its own widgets and for Fyne's.
type Theme struct {
	variant Variant
	base    fyne.Theme
}

var _ fyne.Theme = (*Theme)(nil)

// NewTheme makes the theme; System follows the desktop's preference.
func NewTheme(variant Variant) *Theme {
	return &Theme{variant: variant, base: theme.DefaultTheme()}
}

// Color resolves a role or one of Fyne's standard names.
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch t.variant {
	case Light:
		v = theme.VariantLight
	case Dark:
		v = theme.VariantDark
	}
	if c, ok := paletteColor(name, v); ok {
		return c
	}
	return t.base.Color(name, v)
}

// Font answers Fyne's bundled Noto Sans.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource { return t.base.Font(style) }

// Icon answers Fyne's icons.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.base.Icon(name) }

// Size answers sizes in Fyne units.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := themeSizes[name]; ok {
		return s
	}
	return t.base.Size(name)
}

// The type scale in Fyne units.
const (
	TextCaption float32 = 12
	TextBody    float32 = 14
	TextHeading float32 = 16
	TextTitle   float32 = 20
)

// cornerRadius rounds selections, inputs and buttons alike.
const cornerRadius float32 = 6

var themeSizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:            TextBody,
	theme.SizeNameCaptionText:     TextCaption,
	theme.SizeNameSubHeadingText:  TextHeading,
	theme.SizeNameHeadingText:     TextTitle,
	theme.SizeNameInlineIcon:      18,
	theme.SizeNameInputRadius:     cornerRadius,
	theme.SizeNameButtonRadius:    cornerRadius,
	theme.SizeNameSelectionRadius: cornerRadius,
	theme.SizeNameCardRadius:      cornerRadius,
	theme.SizeNameMenuRadius:      cornerRadius,
	theme.SizeNamePopupRadius:     8,
	theme.SizeNameDialogRadius:    8,
	theme.SizeNameScrollBar:       10,
}
