package ui_test

import (
	"context"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/studio"

	"fyne.io/fyne/v2"
)

// reworded publishes the sample, and then changes its draft in every way: a
// clause reworded, one moved, one gone, one new, and an answer.
func (j *journey) reworded() {
	j.Helper()
	ctx := context.Background()
	_, err := j.Studio.Publish(ctx, studio.PublishRequest{Policy: j.id, Effective: "2026-11-22", Accept: "The client agreed"})
	check(j, err)
	snap := j.OnDisk(j, j.id)
	tree := policy.CloneTree(snap.Policy.Clauses)
	first := &tree[1]
	first.Body = strings.Replace(first.Body, " we ", " we, and nobody else, ", 1) + "\n\nAsk us if anything is unclear."
	moved := tree[4]
	tree = append(tree[:4:4], tree[5:]...)
	tree = append(tree[:2:2], tree[3:]...)
	tree = append(tree, moved, policy.NewClause("How we answer", "We answer within thirty days."))
	check(j, j.Studio.Store.SaveClauses(ctx, j.id, tree))
	j.Idle()
}

// compareScenes are changes, in one text and side by side.
func compareScenes() []scene {
	return []scene{
		{"compare", func(j *journey) {
			j.reworded()
			j.Window.CompareVersions(1, 0)
			j.Idle()
		}},
		{"compare-beside", func(j *journey) {
			j.Window.CompareVersions(1, 0)
			j.Idle()
			j.Click(j.Window.Compare.OnlyChanges)
			j.Canvas().Focus(j.Window.Compare.View)
			j.Press(fyne.KeyRight)
			j.Canvas().Focus(j.Window.Compare.Text)
			j.Press(fyne.KeyF7, fyne.KeyF7)
		}},
		{"compare-save", func(j *journey) {
			j.Window.CompareVersions(1, 0)
			j.Idle()
			j.Window.Compare.Save()
			j.Idle()
		}},
	}
}
