package ui_test

import (
	"context"
	"maps"
	"strings"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/studio"

	"fyne.io/fyne/v2"
)

// libraryScenes are the states of the library and of what begins with it.
func libraryScenes() []scene {
	library := func(key string, do func(*journey)) func(*journey) {
		return func(j *journey) {
			j.Shortcut(apptest.Ctrl, fyne.KeyL)
			j.Window.Library.Tabs.Select(key)
			do(j)
			j.Idle()
		}
	}
	return []scene{
		{"library", library("clauses", func(j *journey) { j.Type("transfer") })},
		{"library-clause", library("clauses", func(j *journey) { j.Window.Library.Clauses.Select("transfers") })},
		{"library-edit", library("clauses", func(j *journey) { j.Window.Library.Clauses.Edit() })},
		{"library-new", library("clauses", func(j *journey) { j.Window.Library.Clauses.New() })},
		{"library-export", library("clauses", func(j *journey) { j.Window.Library.Clauses.Export() })},
		{"library-services", library("services", func(*journey) {})},
		{"library-service", library("services", func(j *journey) { j.Window.Library.Services.List.Select("stripe") })},
		{"library-service-edit", library("services", func(j *journey) { j.Window.Library.Services.Edit() })},
		{"library-service-cookies", library("services", func(j *journey) {
			j.Window.Library.Services.Edit()
			form := j.Window.Library.Services.Form
			form.Cookies.SetText("sid; security; cake; session")
			form.Save()
		})},
		{"library-service-own", library("services", func(j *journey) {
			j.Window.Library.Services.List.Select("stripe")
			j.Window.Library.Services.Edit()
			j.Window.Library.Services.Form.Save()
			j.Idle()
			j.Desk.Snack.Dismiss()
		})},
		{"library-no-updates", library("updates", func(*journey) {})},
		{"library-updates", func(j *journey) { j.offerUpdates(); library("updates", func(*journey) {})(j) }},
		{"library-conflict", func(j *journey) {
			items := j.Window.Library.Updates.List.Items
			library("updates", func(j *journey) { j.Window.Library.Updates.List.Select(items[len(items)-1].ID) })(j)
		}},
		{"library-by-hand", func(j *journey) { j.ClickButton(j.Text("library.by_hand")) }},
		{"library-used", library("clauses", func(j *journey) { j.Window.Library.Clauses.Select(theClause) })},
		{"new-policy", func(j *journey) { j.Window.AddPolicy(j.OnDisk(j, j.id).Client.ID); j.Idle() }},
		{"new-policy-country", func(j *journey) {
			j.Window.AddPolicy(j.OnDisk(j, j.id).Client.ID)
			j.Idle()
			j.Press(fyne.KeyTab, fyne.KeyTab)
			j.Type("belg")
		}},
		{"new-policy-empty", func(j *journey) {
			j.Window.AddPolicy(j.OnDisk(j, j.id).Client.ID)
			j.Idle()
			j.Press(fyne.KeyEnd)
		}},
		{"new-policy-made", func(j *journey) {
			j.Window.AddPolicy(j.OnDisk(j, j.id).Client.ID)
			j.Idle()
			j.Press(fyne.KeyReturn)
			j.Desk.Snack.Dismiss()
		}},
		{"client-empty", func(j *journey) {
			client := j.Client(j, "Zephyr")
			j.Window.Side.Reload()
			j.Idle()
			j.Window.Side.List.Select(string(client.ID))
			j.Idle()
		}},
		{"header-updates", func(j *journey) { j.Window.Open(j.updated()); j.Idle(); j.Shortcut(apptest.Ctrl, fyne.Key3) }},
	}
}

// updated is the policy that offerUpdates made, with a conflict.
func (j *journey) updated() policy.ID {
	j.Helper()
	uses, err := j.Studio.LibraryUses(context.Background(), theClause)
	if err != nil {
		j.Fatal(err)
	}
	for _, use := range uses {
		if !use.Linked {
			return use.Policy
		}
	}
	j.Fatal("no policy with a conflict")
	return ""
}

// offerUpdates makes two policies from the library, rewords a clause in one of
// them, and the same clause in the library.
func (j *journey) offerUpdates() {
	j.Helper()
	ctx := context.Background()
	var last policy.Policy
	for _, name := range []string{"Aurora Bakery", "Surya Digital Indonesia"} {
		p, err := j.Studio.NewPolicy(ctx, studio.NewPolicyRequest{
			Client: j.Client(j, name).ID, Kind: "website", Source: "en", Targets: []string{"nl", "fr", "de", "id", "sq"},
		})
		check(j, err)
		last = p
	}
	tree := policy.CloneTree(last.Clauses)
	for _, c := range policy.Flatten(tree) {
		if c.Library.ID == theClause {
			c.Body = strings.TrimRight(c.Body, "\n") + "\n\nWe answer every letter ourselves.\n"
			c.Origin = policy.OriginUnlocked
		}
	}
	check(j, j.Studio.SaveClauses(ctx, last.ID, tree))
	lib, err := j.Studio.Library(ctx)
	check(j, err)
	clause, err := lib.Clause(theClause)
	check(j, err)
	words := clause.Plain["en"]
	words.Body = strings.Replace(words.Body, "We are", "All of us are", 1) + "\nWe answer within a day.\n"
	clause.Plain = maps.Clone(clause.Plain)
	clause.Plain["en"] = words
	_, err = j.Studio.SaveLibraryClause(ctx, clause)
	check(j, err)
	j.Idle()
}
