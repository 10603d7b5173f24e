package widgets

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	part := func(v uint32) float64 {
		s := float64(v) / 0xFFFF
		if s <= 0.03928 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

// contrast is the ratio of WCAG 2.2, success criterion 1.4.3.
func contrast(a, b color.Color) float64 {
	x, y := luminance(a)+0.05, luminance(b)+0.05
	return math.Max(x, y) / math.Min(x, y)
}

func TestTextIsReadableOnItsGrounds(t *testing.T) {
	startApp(t)
	plain := []fyne.ThemeColorName{ColorCanvas, ColorPaper, ColorSelection}
	grounds := map[fyne.ThemeColorName][]fyne.ThemeColorName{
		ColorInk:     append(plain, ColorAccentTint, ColorWarningTint, ColorErrorTint, ColorSuccessTint),
		ColorSoft:    plain,
		ColorAccent:  append(plain, ColorAccentTint),
		ColorWarning: append(plain, ColorWarningTint),
		ColorError:   append(plain, ColorErrorTint),
		ColorSuccess: append(plain, ColorSuccessTint),

		theme.ColorNameForeground:          {theme.ColorNameBackground, theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground, theme.ColorNameButton, theme.ColorNameHeaderBackground},
		theme.ColorNamePlaceHolder:         {theme.ColorNameInputBackground},
		theme.ColorNameForegroundOnPrimary: {theme.ColorNamePrimary},
		theme.ColorNameForegroundOnError:   {theme.ColorNameError},
		theme.ColorNameForegroundOnSuccess: {theme.ColorNameSuccess},
		theme.ColorNameForegroundOnWarning: {theme.ColorNameWarning},
		theme.ColorNameHyperlink:           {theme.ColorNameBackground, theme.ColorNameOverlayBackground},
	}
	for name, v := range map[string]Variant{"light": Light, "dark": Dark} {
		th := NewTheme(v)
		for front, backs := range grounds {
			for _, back := range backs {
				t.Run(fmt.Sprintf("%s/%s on %s", name, front, back), func(t *testing.T) {
					if c := contrast(th.Color(front, 0), th.Color(back, 0)); c < 4.5 {
						t.Errorf("contrast %.2f, want 4.5", c)
					}
				})
			}
		}
	}
}

func TestThemeFollowsItsVariant(t *testing.T) {
	startApp(t)
	if NewTheme(Light).Color(ColorPaper, theme.VariantDark) != lightPalette[ColorPaper] {
		t.Error("Light shows dark paper where the desktop is dark")
	}
	if NewTheme(Dark).Color(ColorPaper, theme.VariantLight) != darkPalette[ColorPaper] {
		t.Error("Dark shows light paper where the desktop is light")
	}
	for v, p := range map[fyne.ThemeVariant]palette{theme.VariantLight: lightPalette, theme.VariantDark: darkPalette} {
		if NewTheme(System).Color(ColorPaper, v) != p[ColorPaper] {
			t.Error("System does not follow the desktop")
		}
	}
}

func TestThemeAnswersFyneNames(t *testing.T) {
	startApp(t)
	th := NewTheme(Dark)
	if th.Color(theme.ColorNamePrimary, 0) != th.Color(ColorAccent, 0) {
		t.Error("the primary colour is not the accent")
	}
	if th.Size(theme.SizeNameHeadingText) != TextTitle || th.Size(theme.SizeNameCaptionText) != TextCaption {
		t.Error("the type scale is not the studio's")
	}
	if PaperInputs().Color(theme.ColorNameInputBackground, 0) != lightPalette[ColorPaper] {
		t.Error("PaperInputs does not put entries on paper")
	}
}
