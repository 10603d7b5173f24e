package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

type palette map[fyne.ThemeColorName]color.NRGBA

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xFF}
}

func faded(c color.NRGBA, alpha uint8) color.NRGBA {
	c.A = alpha
	return c
}

var lightPalette = withFyneNames(palette{
	ColorCanvas: rgb(0xF5F5F2), ColorPaper: rgb(0xFFFFFF), ColorInk: rgb(0x1C2024),
	ColorSoft: rgb(0x5E6670), ColorLine: rgb(0xE2E1DB),
	ColorAccent: rgb(0x0E6B61), ColorAccentTint: rgb(0xE3F0EE),
	ColorWarning: rgb(0x8A5800), ColorWarningTint: rgb(0xFBF1DD),
	ColorError: rgb(0xA8261C), ColorErrorTint: rgb(0xFBE6E3),
	ColorSuccess: rgb(0x2C6E31), ColorSuccessTint: rgb(0xE4F1E4),
	ColorSelection: rgb(0xE9EFEA),
}, rgb(0xC4C4BD), 0x33)

var darkPalette = withFyneNames(palette{
	ColorCanvas: rgb(0x17191C), ColorPaper: rgb(0x1F2226), ColorInk: rgb(0xE9EAEC),
	ColorSoft: rgb(0x9BA3AC), ColorLine: rgb(0x31363C),
	ColorAccent: rgb(0x5CC2B3), ColorAccentTint: rgb(0x173632),
	ColorWarning: rgb(0xE2B45A), ColorWarningTint: rgb(0x3A2E17),
	ColorError: rgb(0xF08A80), ColorErrorTint: rgb(0x3F2220),
	ColorSuccess: rgb(0x84C98A), ColorSuccessTint: rgb(0x1E3521),
	ColorSelection: rgb(0x243330),
}, rgb(0x4A5159), 0x80)

// withFyneNames adds Fyne's standard names, so that its entries, buttons,
// menus and dialogs speak the same colours. Their borders are stronger than a
// hairline, since checks and radios are drawn with nothing else.
func withFyneNames(p palette, border color.NRGBA, shadow uint8) palette {
	for name, role := range fyneRoles {
		p[name] = p[role]
	}
	p[theme.ColorNameInputBorder] = border
	p[theme.ColorNameDisabled] = faded(p[ColorSoft], 0xF4) // also the quiet labels: still 4.5:1
	p[theme.ColorNameFocus] = faded(p[ColorAccent], 0x40)
	p[theme.ColorNameHover] = faded(p[ColorInk], 0x0E)
	p[theme.ColorNamePressed] = faded(p[ColorInk], 0x1C)
	p[theme.ColorNameSelection] = faded(p[ColorAccent], 0x38)
	p[theme.ColorNameScrollBar] = faded(p[ColorSoft], 0x90)
	p[theme.ColorNameScrollBarBackground] = faded(p[ColorInk], 0x08)
	p[theme.ColorNameShadow] = color.NRGBA{A: shadow}
	return p
}

var fyneRoles = map[fyne.ThemeColorName]fyne.ThemeColorName{
	theme.ColorNameBackground:                ColorCanvas,
	theme.ColorNameButton:                    ColorSelection,
	theme.ColorNameDisabledButton:            ColorCanvas,
	theme.ColorNameError:                     ColorError,
	theme.ColorNameForeground:                ColorInk,
	theme.ColorNameForegroundOnError:         ColorPaper,
	theme.ColorNameForegroundOnPrimary:       ColorPaper,
	theme.ColorNameForegroundOnSuccess:       ColorPaper,
	theme.ColorNameForegroundOnWarning:       ColorPaper,
	theme.ColorNameHeaderBackground:          ColorCanvas,
	theme.ColorNameHyperlink:                 ColorAccent,
	theme.ColorNameInnerWindowBorder:         ColorLine,
	theme.ColorNameInnerWindowBorderInactive: ColorLine,
	theme.ColorNameInputBackground:           ColorCanvas,
	theme.ColorNameMenuBackground:            ColorPaper,
	theme.ColorNameOverlayBackground:         ColorPaper,
	theme.ColorNamePlaceHolder:               ColorSoft,
	theme.ColorNamePrimary:                   ColorAccent,
	theme.ColorNameSeparator:                 ColorLine,
	theme.ColorNameSuccess:                   ColorSuccess,
	theme.ColorNameWarning:                   ColorWarning,
}

func paletteColor(name fyne.ThemeColorName, v fyne.ThemeVariant) (color.Color, bool) {
	p := lightPalette
	if v == theme.VariantDark {
		p = darkPalette
	}
	c, ok := p[name]
	return c, ok
}

// paperInputs is the application's theme with entries on paper.
type paperInputs struct{}

// PaperInputs is the application's theme with entry fields on paper, for
// fields that stand on the canvas ground or on a tinted row. It follows when
// the application changes its theme. Use it with container.NewThemeOverride.
func PaperInputs() fyne.Theme { return paperInputs{} }

// accentInputs is paperInputs with an accent around the entries.
type accentInputs struct{ paperInputs }

func (a accentInputs) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if name == theme.ColorNameInputBorder {
		name = ColorAccent
	}
	return a.paperInputs.Color(name, v)
}

func (paperInputs) app() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

func (p paperInputs) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if name == theme.ColorNameInputBackground {
		name = ColorPaper
	}
	return resolve(p.app(), name, v)
}

func (p paperInputs) Font(style fyne.TextStyle) fyne.Resource    { return p.app().Font(style) }
func (p paperInputs) Icon(name fyne.ThemeIconName) fyne.Resource { return p.app().Icon(name) }
func (p paperInputs) Size(name fyne.ThemeSizeName) float32       { return p.app().Size(name) }

// resolve asks t for a role, and the palette where t does not know it.
func resolve(t fyne.Theme, name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch t.(type) {
	case *Theme, paperInputs, accentInputs:
		return t.Color(name, v)
	}
	if c, ok := paletteColor(name, v); ok && isRole(name) {
		return c
	}
	return t.Color(name, v)
}

func isRole(name fyne.ThemeColorName) bool {
	return len(name) > 6 && name[:6] == "studio"
}
