package ui_test

import (
	"context"
	"path/filepath"

	"clausedesk/app/apptest"
	"clausedesk/app/handover"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/ui/deliveries"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// deliveryScenes are where files are handed over, and what was.
func deliveryScenes() []scene {
	return []scene{
		{"deliveries-empty", func(j *journey) { j.Window.ShowDeliveries(); j.Idle() }},
		{"versions-delivered", func(j *journey) {
			j.handedOver()
			j.Shortcut(apptest.Ctrl, fyne.Key5)
			j.WalkTop(func(s apptest.Seen) {
				if scroll, is := s.Object.(*container.Scroll); is {
					scroll.ScrollToBottom()
				}
			})
			j.Idle()
		}},
		{"hand-over", func(j *journey) { j.palette("command.hand_over") }},
		{"print-file", func(j *journey) {
			if handover.Chooses {
				j.palette("command.print_file")
			}
		}},
		{"mail-file", func(j *journey) { j.palette("command.mail_file") }},
		{"bundle", func(j *journey) { j.palette("command.bundle") }},
		{"file-names", func(j *journey) { j.palette("command.file_names") }},
		{"deliveries", func(j *journey) { j.Window.ShowDeliveries(); j.Idle() }},
		{"deliveries-void", func(j *journey) { j.Window.Deliveries.Select(1); j.Idle() }},
		{"delivery-sheet", func(j *journey) { deliveries.Sheet(j.Desk, 1); j.Idle() }},
	}
}

// handedOver publishes a version and fills the register with every way to hand
// a file over, and a void one.
func (j *journey) handedOver() {
	j.Helper()
	ctx := context.Background()
	j.Desk.Hand = handover.System{Run: (&spooler{printers: "hall\nupstairs\n"}).run}
	j.Desk.Folder = func() string { return "/home/ana/Documents" }
	j.Identity(j, "Harbour Studio B.V.")
	version, err := j.Studio.Publish(ctx, studio.PublishRequest{Policy: j.id, Effective: "2026-11-21", Accept: "The client agreed"})
	check(j, err)
	dir := j.TempDir()
	for i, how := range policy.Channels() {
		lang := []string{"en", "nl"}[i%2]
		path := filepath.Join(dir, "lumen-software-privacy-policy-v1-"+lang+".pdf")
		req := studio.ExportRequest{Policy: j.id, Version: version.Number, Lang: lang, Format: studio.PDF}
		if i < 2 {
			_, err := j.Studio.ExportFile(ctx, req, path)
			check(j, err)
		}
		_, err := j.Studio.Deliver(ctx, studio.DeliveryRequest{
			Policy: j.id, Version: version.Number, Path: path, To: "Mira Visser", Address: "mira@lumen-software.example", How: how,
			Note: "Signed by both, two copies.", By: "Ana",
		})
		check(j, err)
	}
	check(j, j.Studio.VoidDelivery(ctx, 1, "It went to the bakery by mistake.", "Ana"))
	j.Idle()
	j.Desk.Window.Canvas().Unfocus()
}
