package widgets

import "testing"

// A title whose words begin with what is typed comes before one in which the
// letters only come in this order, however many words are typed.
func TestWordsThatBeginSoComeFirst(t *testing.T) {
	titles := []string{
		"Niet eens uw wensen: een idee", // the letters of both words, scattered
		"Op de onbekende route",         // o n d e r t e, scattered
		"Een versie ondertekenen",
		"Nieuwe identiteit",
		"Bij het ondertekenen",
	}
	var commands []Command
	for _, title := range titles {
		commands = append(commands, Command{ID: title, Title: title})
	}
	for query, want := range map[string]string{"onderte": titles[2], "nieuwe id": titles[3], "id nieuwe": titles[3]} {
		found := matchCommands(commands, query)
		if len(found) == 0 || found[0].Title != want {
			t.Errorf("%q finds %v, want %q first", query, found, want)
		}
	}
	// One word inside another and four that begin so, against one scattered.
	long := []Command{{Title: "a bx cx dx ex zyxw"}, {Title: "xa xb xc xd xe xy z"}}
	if found := matchCommands(long, "x"); len(found) != 2 || found[0].Title != long[1].Title {
		t.Errorf("found %v", found)
	}
}

// The worst word decides: two words inside others are better than one that is
// scattered, although their sum is not.
func TestTheWorstWordDecides(t *testing.T) {
	scattered, inside := Command{Title: "one x1x2x3"}, Command{Title: "bone cone done z123"}
	query := "one one one 123"
	found := matchCommands([]Command{scattered, inside}, query)
	if len(found) != 2 || found[0].Title != inside.Title {
		t.Errorf("found %v", found)
	}
	unable := inside
	unable.Reason = "not now"
	if found := matchCommands([]Command{scattered, unable}, query); found[0].Title != inside.Title {
		t.Errorf("what cannot run is put below another class: %v", found)
	}
}

// What was typed as it stands in a title comes before titles that have the same
// words apart, and the name of a page counts as a beginning.
func TestAPhraseComesBeforeItsWordsApart(t *testing.T) {
	commands := []Command{
		{ID: "new", Title: "New policy for this client"},
		{ID: "delete", Title: "Delete this policy"},
		{ID: "officers", Title: "Facts: Contact persons"},
		{ID: "document", Title: "Facts: This policy"},
		{ID: "data", Title: "Facts: Personal data"},
	}
	for query, want := range map[string]string{"this pol": "document", "facts: pers": "data", "facts  pers": "officers", "delete this": "delete"} {
		if found := matchCommands(commands, query); len(found) == 0 || found[0].ID != want {
			t.Errorf("%q finds %v first", query, found)
		}
	}
}
