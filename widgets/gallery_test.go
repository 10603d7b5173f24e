package widgets

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// TestPictures draws screens made of all widgets, in both themes, into the
// directory named by CLAUSEDESK_PICTURES, to be looked at.
func TestPictures(t *testing.T) {
	dir := os.Getenv("CLAUSEDESK_PICTURES")
	if dir == "" {
		t.Skip("CLAUSEDESK_PICTURES names no directory")
	}
	screens := map[string]func(w fyne.Window) fyne.CanvasObject{
		"clauses": clausesScreen, "translate": translateScreen, "parts": partsScreen, "command": commandScreen,
	}
	for variant, name := range map[Variant]string{Light: "light", Dark: "dark"} {
		for screen, make := range screens {
			app := test.NewTempApp(t)
			app.Settings().SetTheme(NewTheme(variant))
			w := test.NewTempWindow(t, widget.NewLabel(""))
			w.SetPadded(false)
			w.Resize(fyne.NewSize(1440, 900))
			w.SetContent(make(w))
			w.Resize(fyne.NewSize(1440, 900))
			if screen == "command" {
				openPalette(w)
			}
			savePicture(t, filepath.Join(dir, screen+"-"+name+".png"), w.Canvas().Capture())
		}
	}
}

// TestThemeChangesLive compares screens after a change of theme with the same
// screens built in that theme.
func TestThemeChangesLive(t *testing.T) {
	for name, make := range map[string]func(fyne.Window) fyne.CanvasObject{
		"clauses": clausesScreen, "translate": translateScreen, "parts": partsScreen,
	} {
		t.Run(name, func(t *testing.T) {
			startApp(t)
			test.ApplyTheme(t, NewTheme(Light))
			w := test.NewTempWindow(t, make(nil))
			w.SetPadded(false)
			w.Resize(fyne.NewSize(1200, 800))
			test.ApplyTheme(t, NewTheme(Dark))
			switched := w.Canvas().Capture()
			fresh := test.NewTempWindow(t, make(nil))
			fresh.SetPadded(false)
			fresh.Resize(fyne.NewSize(1200, 800))
			fresh.Resize(fyne.NewSize(1200, 801)) // titles that break ask for more room, which a driver gives in the next frame
			fresh.Resize(fyne.NewSize(1200, 800))
			if n := differing(switched, fresh.Canvas().Capture()); n > 0 {
				t.Errorf("%d pixels differ", n)
				if dir := os.Getenv("CLAUSEDESK_PICTURES"); dir != "" {
					savePicture(t, filepath.Join(dir, "switched-"+name+".png"), switched)
				}
			}
		})
	}
}

func differing(a, b image.Image) int {
	n := 0
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			if a.At(x, y) != b.At(x, y) {
				n++
			}
		}
	}
	return n
}

func savePicture(t *testing.T, path string, img image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

func words(s string, size float32, bold bool, role fyne.ThemeColorName) *Text {
	t := NewText(s, size, role)
	t.Bold = bold
	return t
}

func sampleNav() *NavList {
	l := NewNavList([]NavItem{
		{ID: "b", Title: "Bakery Noord", Hint: "2", HasChildren: true},
		{ID: "l", Title: "Lumen Software", Hint: "3", HasChildren: true, Open: true},
		{ID: "w", Title: "Website policy", Hint: "v3", Level: 1},
		{ID: "c", Title: "Customer panel", Hint: "draft", Level: 1},
		{ID: "a", Title: "Applicants in a very long named place", Hint: "v1", Level: 1},
		{ID: "m", Title: "Meridian Panel", Hint: "1", HasChildren: true},
		{ID: "s", Title: "Surya Digital", Hint: "1", HasChildren: true},
	}, nil)
	l.SetSelected("w")
	return l
}

func sampleOutline() *Outline {
	o := NewOutline([]OutlineRow{
		{ID: "1", Number: "1", Title: "Who we are"},
		{ID: "2", Number: "2", Title: "What we collect", HasChildren: true},
		{ID: "2.1", Number: "2.1", Title: "Account and contact data", Depth: 1},
		{ID: "2.2", Number: "2.2", Title: "Payment data", Depth: 1, Hidden: true},
		{ID: "2.3", Number: "2.3", Title: "Log data", Depth: 1, Dot: KindWarning},
		{ID: "3", Number: "3", Title: "Why we use it, and on what basis we do so"},
		{ID: "4", Number: "4", Title: "Who receives it"},
		{ID: "5", Number: "5", Title: "Transfers outside the EEA", Dot: KindError},
		{ID: "6", Number: "6", Title: "How long we keep it"},
		{ID: "12", Number: "12", Title: "Changes to this policy", Dot: KindWarning},
	}, nil)
	o.SetSelected("4")
	return o
}

func sampleSide() fyne.CanvasObject {
	search := NewLine()
	search.SetPlaceHolder("Search everything")
	top := NewPanel("", Insets{16, 12, 12, 12}, NewStack(12,
		NewPanel("", Insets{Left: 8}, words("Harbour Studio", TextBody, true, ColorInk)),
		container.NewThemeOverride(search, PaperInputs())))
	foot := NewNavList([]NavItem{{ID: "1", Title: "Clause library"}, {ID: "2", Title: "Memory & glossary"}, {ID: "3", Title: "Settings"}}, nil)
	foot.FitHeight = true
	return NewPanel(ColorCanvas, Insets{}, container.NewBorder(top, NewPanel("", Insets{Bottom: 12}, foot), nil, nil, sampleNav()))
}

func sampleHeader(tab string) fyne.CanvasObject {
	row := NewRow(12,
		words("Website policy", TextTitle, true, ColorInk), NewBadge("Draft", KindAccent),
		NewBadge("v3 in effect since 1 Oct 2026", KindSuccess), NewBadge("1 error", KindError),
		NewBadge("3 warnings", KindWarning), NewBadge("neutral", KindNeutral), layout.NewSpacer(),
		words("EN 100 % · NL 86 % · FR 40 %", TextCaption, false, ColorSoft),
		QuietButton("Preview", nil), PrimaryButton("Publish…", nil))
	tabs := NewTabBar([]Tab{{"f", "Facts"}, {"c", "Clauses"}, {"t", "Translate"}, {"r", "Review"}, {"v", "Versions"}}, nil)
	tabs.Select(tab)
	return NewStack(0, NewPanel(ColorPaper, Insets{14, 20, 0, 20},
		NewStack(6, words("Lumen Software", TextCaption, false, ColorSoft), row, tabs)), NewHairline())
}

func samplePage(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	for y := h / 10; y < h*8/10; y += h / 40 {
		line := image.Rect(w/10, y, w*9/10-(y*7)%(w/5), y+h/120)
		draw.Draw(img, line, image.NewUniform(color.Gray{0x50}), image.Point{}, draw.Src)
	}
	return img
}

func sampleForm() fyne.CanvasObject {
	role, shown := NewLine(), widget.NewSelect([]string{"Table with country and purpose"}, nil)
	role.SetText("Processors, under a contract (Art. 28 GDPR)")
	shown.SetSelectedIndex(0)
	body := NewTextArea()
	body.SetText("We share personal data only with companies that work for us under a contract, and with authorities where the law requires it.")
	bad := NewField("Effective date", func() fyne.CanvasObject { l := NewLine(); l.SetText("31-02-2026"); return l }())
	bad.SetProblem("There is no such day. Write a date such as 28 February 2026.")
	hinted := NewField("Role of these companies", role)
	hinted.SetHint("Shown in the table.")
	head := NewRow(12, words("Who receives it", TextHeading, true, ColorInk), layout.NewSpacer(),
		NewBadge("Library · rev 4", KindAccent), QuietButton("Unlock wording", nil))
	return NewPanel(ColorPaper, InsetXY(24, 20), NewFieldStack(head, hinted, NewField("Show as", shown),
		NewField("Wording", body), bad,
		NewCallout("Two recipients are outside the EEA and no transfer ground is given. Add the clause “Transfers outside the EEA” — Art. 13(1)(f)", KindError, QuietButton("Add the clause", nil))))
}

func clausesScreen(fyne.Window) fyne.CanvasObject {
	pages := NewPageView(func(n, of int) string { return fmt.Sprintf("Page %d of %d", n, of) })
	pages.SetPages([]image.Image{samplePage(800, 1131), samplePage(800, 1131)}, 2)
	pages.SetMarks([]PageMark{{Page: 0, X: 0.08, Y: 0.2, W: 0.84, H: 0.2}})
	pages.SetBusy("Laying out…")
	snack := NewSnackbar()
	snack.Message("Clause 7 deleted", "Undo", nil)
	foot := NewStack(0, NewHairline(), NewPanel(ColorPaper, InsetXY(20, 6), words("Saved 14:02", TextCaption, false, ColorSoft)))
	main := NewFrame(sampleHeader("c"), foot, NewColumns(
		Column{Width: 288, Min: 180, Content: NewPanel(ColorCanvas, Insets{Top: 12}, sampleOutline())},
		Column{Width: 470, Min: 320, Content: NewPanel(ColorPaper, Insets{}, container.NewVScroll(sampleForm()))},
		Column{Min: 200, Content: pages}))
	return container.NewStack(NewColumns(Column{Width: 248, Min: 180, Content: sampleSide()}, Column{Content: main}), snack)
}

func sampleSegments() []Segment {
	return []Segment{
		{"4 Who receives it", "4 Wie ontvangt ze", "approved", KindSuccess, KindNone, "", ""},
		{
			"We share personal data only with companies that work for us under a contract, and with authorities where the law requires it.",
			"Wij delen persoonsgegevens alleen met bedrijven die op grond van een overeenkomst voor ons werken, en met autoriteiten wanneer de wet dat vereist.", "approved", KindSuccess, KindNone, "", "",
		},
		{"We keep account data until you close your account, and {{retention.account}} more.", "Wij bewaren accountgegevens totdat u uw account sluit, en daarna nog {{retention.account}}.", "stale", KindWarning, KindError, "", ""},
		{"Invoices are kept for seven years.", "", "untranslated", KindNeutral, KindNone, "", ""},
		{"You may write to {{client.legal_name}}.", "U kunt {{client.legal_name}} schrijven.", "draft", KindAccent, KindNone, "", ""},
		{"sharing the harvest", "het delen van de oogst", "draft", KindAccent, KindNone, "Answers in own words", "What for (Purposes), row 3"},
	}
}

func translateScreen(fyne.Window) fyne.CanvasObject {
	grid := NewSegmentGrid("English", "Nederlands", "State", sampleSegments())
	grid.choose(2)
	red := NewRedline([]Span{
		{Text: "We keep account data until you close your account", Kind: SpanSame},
		{Text: ".", Kind: SpanDeleted},
		{Text: ", and {{retention.account}} more.", Kind: SpanInserted},
		{Text: " Thank you.", Kind: SpanSame},
	})
	aid := NewColumns(
		Column{Content: NewPanel(ColorPaper, InsetXY(18, 14), NewStack(8, words("What moved since this translation", TextCaption, false, ColorSoft), red, container.NewHBox(QuietButton("Meaning unchanged…", nil))))},
		Column{Content: NewPanel(ColorPaper, InsetXY(18, 14), NewEmptyState("No match", "The memory holds nothing like this sentence yet.", nil))},
	)
	main := NewFrame(sampleHeader("t"), NewStack(0, NewHairline(), aid), NewPanel(ColorPaper, Insets{}, grid))
	return NewColumns(Column{Width: 248, Min: 180, Content: sampleSide()}, Column{Content: main})
}

func partsScreen(w fyne.Window) fyne.CanvasObject {
	off, icon := PrimaryButton("Publish…", nil), QuietButton("Focused", nil)
	off.Disable()
	icon.FocusGained()
	prim := PrimaryButton("Focused", nil)
	prim.FocusGained()
	dragged := sampleOutline()
	dragged.Resize(fyne.NewSize(288, 360))
	test.TempWidgetRenderer(&testing.T{}, dragged)
	dragged.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(60, 170)}, Dragged: fyne.NewDelta(0, 0)})
	dragged.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(60, 94)}, Dragged: fyne.NewDelta(0, -76)})
	focused := NewTextArea()
	focused.SetText("Focused text\nwith two lines")
	check := widget.NewCheck("Fyne's check", nil)
	check.SetChecked(true)
	slider := widget.NewProgressBar()
	slider.SetValue(0.4)
	left := NewPanel(ColorCanvas, Insets{}, container.New(&oneSize{fyne.NewSize(288, 360)}, dragged))
	right := NewFieldStack(NewRow(12, off, icon, prim), focused, check,
		widget.NewRadioGroup([]string{"One", "Two"}, nil), slider, widget.NewButton("Fyne button", nil),
		NewCard(NewRedline([]Span{{Text: "A card with a redline.", Kind: SpanSame}})), NewCallout("A warning.", KindWarning, nil),
		NewCallout("All is well.", KindSuccess, nil), NewCallout("By the way.", KindNeutral, nil), NewDot(KindSuccess))
	empty := NewEmptyState("No clients yet", "Drop the policies your clients already have on this window, or start with an empty one.", PrimaryButton("New client…", nil))
	return NewColumns(Column{Width: 288, Content: left}, Column{Width: 500, Content: NewPanel(ColorPaper, Inset(24), right)}, Column{Content: empty})
}

type oneSize struct{ size fyne.Size }

func (o *oneSize) MinSize([]fyne.CanvasObject) fyne.Size { return o.size }
func (o *oneSize) Layout(list []fyne.CanvasObject, _ fyne.Size) {
	for _, i := range list {
		i.Resize(o.size)
	}
}

func commandScreen(w fyne.Window) fyne.CanvasObject { return clausesScreen(w) }

func openPalette(w fyne.Window) {
	p := NewCommandPalette([]Command{
		{ID: "1", Title: "Insert a clause after this one", Shortcut: "Ctrl+N"},
		{ID: "2", Title: "Publish version…", Shortcut: "Ctrl+Shift+P"},
		{ID: "3", Title: "Sign version…", Reason: "Nothing is published yet"},
		{ID: "4", Title: "Open settings"},
	}, nil)
	p.Placeholder = "What do you want to do?"
	p.Open(w.Canvas())
	p.Search("s")
}
