package cli

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"clausedesk/app/exchange"
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/stage"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

type factsCmd struct {
	Get    factsGetCmd    `cmd:"" help:"${help_facts_get}"`
	Set    factsSetCmd    `cmd:"" help:"${help_facts_set}"`
	Export factsExportCmd `cmd:"" help:"${help_facts_export}"`
	Import factsImportCmd `cmd:"" help:"${help_facts_import}"`
}

type factsGetCmd struct {
	Policy string `arg:"" help:"${help_policy}"`
	Key    string `arg:"" optional:"" help:"${help_key}"`
}

type factJSON struct {
	Policy policy.ID      `json:"policy"`
	Key    policy.FactKey `json:"key"`
	Value  string         `json:"value"`
	Own    bool           `json:"own"` // the policy's own, not its client's
}

// Run prints one answer, or all there are to give.
func (c *factsGetCmd) Run(s *session) error {
	snap, err := s.snapshot(c.Policy)
	if err != nil {
		return err
	}
	answers := snap.Answers()
	if c.Key == "" {
		return s.table(exchange.Answered(answers), len(policy.FactDefs()), factRow(snap, answers))
	}
	if _, isRegister := policy.RegisterDefOf(c.Key); isRegister {
		return getRegister(s, c.Key, answers)
	}
	key := policy.FactKey(c.Key)
	if err := studio.CheckAnswers(policy.Answers{Facts: policy.Facts{key: ""}}); err != nil {
		return err
	}
	value := answers.Facts[key]
	if key == policy.FactRegimes {
		value = answers.Fact(key, "") // computed where it is not answered
	}
	return s.result(factJSON{snap.Policy.ID, key, value, ownFact(snap, key)}, func(w io.Writer) { fmt.Fprintln(w, value) })
}

// factRow shows a fact on one line, with its languages behind it.
func factRow(snap policy.Snapshot, answers policy.Answers) func(i int) []any {
	defs := policy.FactDefs()
	return func(i int) []any {
		key := defs[i].Key
		parts := []string{strings.Join(strings.Split(answers.Facts[key], "\n"), " / ")}
		for _, other := range answers.Facts.Keys() {
			if other.Base() == key && other != key {
				parts = append(parts, string(other)+": "+answers.Facts[other])
			}
		}
		mark := ""
		if ownFact(snap, key) && !policy.OfPolicy(key) {
			mark = "*"
		}
		return []any{string(key) + mark, strings.TrimSpace(strings.Join(parts, "  "))}
	}
}

func ownFact(snap policy.Snapshot, key policy.FactKey) bool {
	return policy.OfPolicy(key) || snap.Policy.Facts[key] != ""
}

func getRegister(s *session, name string, answers policy.Answers) error {
	one := exchange.Answered(policy.Answers{Registers: policy.Registers{name: answers.Registers[name]}})
	value := map[string]any{"register": name, "records": one.Registers[name]}
	def, _ := policy.RegisterDefOf(name)
	return s.table(value, len(one.Registers[name]), func(i int) []any {
		var row []any
		for _, field := range def.Fields {
			row = append(row, one.Registers[name][i][field.Key])
		}
		return row
	})
}

// snapshot reads the policy that a person named.
func (s *session) snapshot(ref string) (policy.Snapshot, error) {
	st, id, err := s.policy(ref)
	if err != nil {
		return policy.Snapshot{}, err
	}
	return st.Store.Snapshot(s.ctx, id)
}

type factsSetCmd struct {
	Policy string `arg:"" help:"${help_policy}"`
	Key    string `arg:"" help:"${help_key}"`
	Value  string `arg:"" help:"${help_value}"`
}

// Run gives one answer, where it stands now: the policy's or its client's.
func (c *factsSetCmd) Run(s *session) error {
	key := policy.FactKey(c.Key)
	value := strings.TrimSpace(c.Value)
	if def, known := policy.FactDefOf(key); known && def.Multiple() {
		value = strings.Join(policy.SplitValues(value), ", ")
	}
	answers := policy.Answers{Facts: policy.Facts{key: value}}
	if err := studio.CheckAnswers(answers); err != nil {
		return err
	}
	snap, err := s.snapshot(c.Policy)
	if err != nil {
		return err
	}
	st, err := s.studio()
	if err != nil {
		return err
	}
	if err := st.SetAnswers(s.ctx, snap.Policy.ID, answers); err != nil {
		return err
	}
	out := factJSON{snap.Policy.ID, key, value, ownFact(snap, key)}
	return s.result(out, func(w io.Writer) { fmt.Fprintln(w, s.factSet(snap, out)) })
}

func (s *session) factSet(snap policy.Snapshot, fact factJSON) string {
	title := snap.Policy.Title(snap.Policy.SourceLang)
	switch {
	case fact.Own && fact.Value == "":
		return s.loc.T("cli.fact_cleared_policy", i18n.Data{"Key": fact.Key, "Title": title})
	case fact.Own:
		return s.loc.T("cli.fact_set_policy", i18n.Data{"Key": fact.Key, "Value": fact.Value, "Title": title})
	case fact.Value == "":
		return s.loc.T("cli.fact_cleared_client", i18n.Data{"Key": fact.Key, "Client": snap.Client.Name})
	}
	return s.loc.T("cli.fact_set_client", i18n.Data{"Key": fact.Key, "Value": fact.Value, "Client": snap.Client.Name})
}

type factsExportCmd struct {
	Policy string `arg:"" help:"${help_policy}"`
	Out    string `short:"o" type:"path" placeholder:"FILE" help:"${help_out_answers}"`
}

// Run writes the answers of a policy and its client as a file that facts
// import takes. The ending of a file says the format.
func (c *factsExportCmd) Run(s *session) error {
	snap, err := s.snapshot(c.Policy)
	if err != nil {
		return err
	}
	ending := strings.ToLower(filepath.Ext(c.Out))
	write := exchange.WriteAnswersTOML
	if ending == ".json" || s.json && ending != ".toml" {
		write = exchange.WriteAnswersJSON
	}
	var data bytes.Buffer
	if err := write(&data, snap.Answers()); err != nil {
		return err
	}
	return s.put(c.Out, data.Bytes(), map[string]any{"policy": snap.Policy.ID})
}

// put writes a result to a file and says so, or to standard output.
func (s *session) put(path string, data []byte, value map[string]any) error {
	if path == "" {
		_, err := s.env.Out.Write(data)
		return err
	}
	if err := stage.WriteBytes(path, 0o644, data); err != nil {
		return &explain.FileError{Path: path, Err: err}
	}
	value["file"] = path
	return s.result(value, func(w io.Writer) { fmt.Fprintln(w, s.loc.T("cli.written", i18n.Data{"File": path})) })
}

type factsImportCmd struct {
	Policy string `arg:"" help:"${help_policy}"`
	File   string `arg:"" type:"path" help:"${help_answers}"`
}

// Run takes a file of answers: all of it, or nothing.
func (c *factsImportCmd) Run(s *session) error {
	answers, err := s.answers(c.File)
	if err != nil {
		return err
	}
	if err := studio.CheckAnswers(answers); err != nil {
		return err
	}
	snap, err := s.snapshot(c.Policy)
	if err != nil {
		return err
	}
	changed := changedAnswers(exchange.Answered(snap.Answers()), answers)
	facts, registers := slices.Sorted(maps.Keys(changed.Facts)), slices.Sorted(maps.Keys(changed.Registers))
	if len(facts)+len(registers) > 0 {
		st, err := s.studio()
		if err != nil {
			return err
		}
		if err := st.SetAnswers(s.ctx, snap.Policy.ID, changed); err != nil {
			return err
		}
	}
	value := map[string]any{
		"policy": snap.Policy.ID, "facts": append([]policy.FactKey{}, facts...), "registers": append([]string{}, registers...),
	}
	return s.result(value, func(w io.Writer) { s.printTaken(w, snap, facts, registers) })
}

func (s *session) printTaken(w io.Writer, snap policy.Snapshot, facts []policy.FactKey, registers []string) {
	if len(facts)+len(registers) == 0 {
		fmt.Fprintln(w, s.loc.T("cli.facts_same"))
		return
	}
	fmt.Fprintln(w, s.loc.N("cli.facts_imported", len(facts)+len(registers), i18n.Data{
		"Client": snap.Client.Name, "Title": snap.Policy.Title(snap.Policy.SourceLang),
	}))
	for _, key := range facts {
		fmt.Fprintln(w, "  "+string(key))
	}
	for _, name := range registers {
		fmt.Fprintln(w, "  "+name)
	}
}

// changedAnswers keeps the answers that differ from those there are: what is
// the same is not written, so that taking back an export changes nothing.
func changedAnswers(have, answers policy.Answers) policy.Answers {
	out := policy.Answers{Facts: policy.Facts{}, Registers: policy.Registers{}}
	for key, value := range answers.Facts {
		if have.Facts[key] != value {
			out.Facts[key] = value
		}
	}
	for name, records := range exchange.Answered(answers).Registers {
		old, there := have.Registers[name]
		same := slices.EqualFunc(old, records, func(a, b policy.Record) bool { return maps.Equal(a, b) })
		if !there || !same {
			out.Registers[name] = records
		}
	}
	return out
}

// answers reads a file of answers, TOML or JSON; "-" is standard input.
func (s *session) answers(path string) (policy.Answers, error) {
	data, err := s.input(path)
	if err != nil {
		return policy.Answers{}, err
	}
	answers, err := exchange.ReadAnswers(data)
	if err != nil {
		return answers, &studio.FileError{Name: path, Err: err}
	}
	return answers, nil
}

func (s *session) input(path string) ([]byte, error) {
	if path != "-" {
		return readFile(path)
	}
	data, err := io.ReadAll(io.LimitReader(s.env.In, exchange.MaxBytes+1))
	if err != nil {
		return nil, &explain.FileError{Path: path, Err: err}
	}
	return data, nil
}
