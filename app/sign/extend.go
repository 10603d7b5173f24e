package sign

import (
	"context"
	"crypto"
	"errors"
	"fmt"
	"time"

	"clausedesk/app/sign/cms"
	"clausedesk/app/sign/pdffile"
	"clausedesk/app/sign/tsp"
)

// ExtendOptions says how far a signed file is to be brought.
type ExtendOptions struct {
	Level    Level // B-T, B-LT or B-LTA
	Services *Services
	Now      time.Time // zero is the clock
}

// Extend brings every signature in a file to a level of PAdES baseline, by
// incremental updates: in is a prefix of the result (EN 319 142-1, 6).
//
//   - B-T: a document timestamp, unless each signature has a timestamp of its
//     own or a document timestamp behind it.
//   - B-LT: in addition a document security store with all certificates of all
//     chains, also of the timestamps, and what shows that none is revoked.
//   - B-LTA: in addition a document timestamp over all of that. On a file that
//     has one already this renews it.
//
// When nothing is missing the result is in itself.
//
// Errors: ErrUnreadable, ErrEncrypted, ErrLocked, ErrUnsigned, ErrLevel, a
// *LevelError, and the context's.
func Extend(ctx context.Context, in []byte, opts ExtendOptions) ([]byte, error) {
	if opts.Level.rank() < LevelBT.rank() {
		return nil, ErrLevel
	}
	if opts.Now.IsZero() {
		opts.Now = time.Now()
	}
	e := &extension{ctx: ctx, opts: opts, out: in}
	for _, step := range []func() error{e.proveTime, e.storeEvidence, e.archive} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := step(); err != nil {
			return nil, fmt.Errorf("extend: %w", e.fail(err))
		}
	}
	return e.out, nil
}

// extension is one run of Extend.
type extension struct {
	ctx  context.Context
	opts ExtendOptions
	out  []byte
}

// fail makes a LevelError of what is wrong, unless it is wrong with the file.
func (e *extension) fail(err error) error {
	var level *LevelError
	if errors.As(err, &level) || e.ctx.Err() != nil {
		return err
	}
	for _, of := range []error{ErrUnreadable, ErrEncrypted, ErrLocked, ErrUnsigned} {
		if errors.Is(err, of) {
			return err
		}
	}
	return &LevelError{Level: e.opts.Level, Err: err}
}

// proveTime sees to level B-T.
func (e *extension) proveTime() error {
	f, seals, err := readSeals(e.out)
	if err != nil {
		return err
	}
	for _, s := range seals {
		if _, proven := provenTime(seals, s); s.token == nil && !proven {
			return e.addTimestamp(f)
		}
	}
	return nil
}

// storeEvidence sees to level B-LT.
func (e *extension) storeEvidence() error {
	if e.opts.Level.rank() < LevelBLT.rank() {
		return nil
	}
	f, seals, err := readSeals(e.out)
	if err != nil {
		return err
	}
	store, err := readStore(f)
	if err != nil {
		return unreadable(err)
	}
	c := &collector{ctx: e.ctx, services: e.opts.Services, now: e.opts.Now, store: store}
	if err := c.collect(seals); err != nil {
		return err
	}
	if !store.grown() {
		return nil
	}
	e.out, err = store.append(f, e.out, e.opts.Now)
	return err
}

// archive sees to level B-LTA.
func (e *extension) archive() error {
	if e.opts.Level.rank() < LevelBLTA.rank() {
		return nil
	}
	f, _, err := readSeals(e.out)
	if err != nil {
		return err
	}
	return e.addTimestamp(f)
}

// seal is a signature or a document timestamp as it stands in a file.
type seal struct {
	contents []byte          // of the dictionary, decoded, with padding
	end      int             // of the covered bytes
	cms      *cms.SignedData // of a signature
	token    *tsp.Token      // of a document timestamp
}

// readSeals reads what a file is signed with. It judges no signature: whoever
// asks for an extension verifies first.
func readSeals(in []byte) (*pdffile.File, []seal, error) {
	f, err := pdffile.Open(in)
	if err != nil {
		return nil, nil, unreadable(err)
	}
	if f.Encrypted() {
		return nil, nil, ErrEncrypted
	}
	fields, err := signatureFields(f)
	if err != nil {
		return nil, nil, unreadable(err)
	}
	var seals []seal
	for _, field := range fields {
		if field.value == nil {
			continue
		}
		if p, err := docMDP(f, field.value); err != nil || p == 1 {
			return nil, nil, errors.Join(ErrLocked, err)
		}
		s, err := readSeal(field.value)
		if err != nil {
			return nil, nil, fmt.Errorf("signature %q: %w", plainText(field.name), err)
		}
		seals = append(seals, s)
	}
	if len(seals) == 0 {
		return nil, nil, ErrUnsigned
	}
	return f, seals, nil
}

func readSeal(value pdffile.Dict) (seal, error) {
	var s seal
	contents, _ := value.Get("Contents").(pdffile.String)
	ranges, _ := value.Get("ByteRange").(pdffile.Array)
	if len(ranges) == 4 {
		from, _ := ranges[2].(pdffile.Int)
		size, _ := ranges[3].(pdffile.Int)
		s.end = int(from + size)
	}
	s.contents = contents.Data
	der, problem := cutPadding(contents.Data)
	if problem != "" {
		return s, unreadable(fmt.Errorf("%w: signature value", pdffile.ErrMalformed))
	}
	var err error
	if value.Get("SubFilter") == pdffile.Object(pdffile.Name("ETSI.RFC3161")) {
		s.token, err = tsp.Parse(der)
	} else {
		s.cms, err = cms.Parse(der)
	}
	return s, err
}

// stamps are the sound timestamps that a signature carries itself.
func (s seal) stamps() []*tsp.Token {
	if s.cms == nil {
		return nil
	}
	var out []*tsp.Token
	for _, der := range s.cms.Timestamps {
		if t, err := tsp.Parse(der); err == nil && t.Check(s.cms.Value) == nil {
			out = append(out, t)
		}
	}
	return out
}

// provenTime is the earliest time at which a timestamp shows that a seal
// existed: one of its own, or a later one over the document.
func provenTime(seals []seal, s seal) (time.Time, bool) {
	var at time.Time
	take := func(t *tsp.Token) {
		if at.IsZero() || t.Time.Before(at) {
			at = t.Time
		}
	}
	for _, t := range s.stamps() {
		take(t)
	}
	for _, later := range seals {
		if later.token != nil && later.end > s.end {
			take(later.token)
		}
	}
	return at, !at.IsZero()
}

// stampHash is the digest that documents are stamped with.
const stampHash = crypto.SHA256

// addTimestamp appends a document timestamp (ISO 32000-2, 12.8.5).
func (e *extension) addTimestamp(f *pdffile.File) error {
	for try := 1; ; try++ {
		out, err := e.timestamped(f)
		if err == nil {
			e.out = out
			return nil
		}
		if !errors.Is(err, errRoom) || try == maxTries {
			return err
		}
	}
}

func (e *extension) timestamped(f *pdffile.File) ([]byte, error) {
	room, err := e.opts.Services.room(e.ctx, stampHash)
	if err != nil {
		return nil, err
	}
	fields, err := signatureFields(f)
	if err != nil {
		return nil, unreadable(err)
	}
	j := &signing{update: newUpdate(f, e.out, 2*room+8<<10), fields: fields, signed: true}
	value := j.reserve()
	if err := j.writeFields(value); err != nil {
		return nil, err
	}
	if err := j.writeCatalog(value); err != nil {
		return nil, unreadable(err)
	}
	at := len(j.out)
	d := pdffile.Dict{
		{Key: "Type", Value: pdffile.Name("DocTimeStamp")},
		{Key: "Filter", Value: pdffile.Name("Adobe.PPKLite")},
		{Key: "SubFilter", Value: pdffile.Name("ETSI.RFC3161")},
	}
	j.write(value, append(d, contentsRoom(room)...))
	j.close(e.opts.Now.Format(time.RFC3339Nano) + "timestamp")
	gap := j.findGap(at)
	der, err := e.opts.Services.stamp(e.ctx, stampHash, j.digest(stampHash.New(), gap))
	if err != nil {
		return nil, err
	}
	return j.out, j.fill(gap, der)
}
