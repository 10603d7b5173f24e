package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// smallDisk mounts a disk of that many bytes, or skips where that is not
// allowed.
func smallDisk(t *testing.T, bytes int) string {
	t.Helper()
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, fmt.Sprintf("size=%d", bytes)); err != nil {
		t.Skipf("a disk of its own needs the right to mount: %v", err)
	}
	t.Cleanup(func() { check(t, syscall.Unmount(folder, syscall.MNT_DETACH)) })
	return folder
}

// fillUp takes a disk but for that many bytes.
func fillUp(t *testing.T, folder string, left int64) {
	t.Helper()
	file, err := os.Create(filepath.Join(folder, "fill"))
	check(t, err)
	size := int64(0)
	for {
		n, err := file.Write(make([]byte, 4096))
		size += int64(n)
		if err != nil {
			break
		}
	}
	check(t, file.Truncate(max(0, size-left)))
	check(t, file.Close())
}

// refused runs a command that must fail with a sentence and leave everything
// as it was.
func (p *place) refused(want string, args ...string) {
	p.t.Helper()
	out, errs, code := p.run(args...)
	if code != 1 || out != "" || !strings.Contains(errs, want) || strings.Contains(errs, "no words for") {
		p.t.Errorf("clausedesk %q: exit code %d, output %q, said %q, want %q", args, code, out, errs, want)
	}
	if strings.Count(strings.TrimSpace(errs), "\n") > 0 {
		p.t.Errorf("clausedesk %q said more than one line: %q", args, errs)
	}
}

const full = "The disk is full. Nothing was changed"

func TestAFullDiskUnderTheLibrary(t *testing.T) {
	outside := t.TempDir()
	for _, left := range []int64{0, 16 << 10, 128 << 10} {
		t.Run(fmt.Sprint(left), func(t *testing.T) {
			p := newPlace(t, smallDisk(t, 2<<20))
			id := p.published()
			big := filepath.Join(outside, "big.md")
			check(t, os.WriteFile(big, []byte(strings.Repeat(noticeText, 4000)), 0o600))
			before := content(t, p.library)
			fillUp(t, p.folder, left)
			p.refused(full, "import", big)
			wantContent(t, p.library, before)
			if left < 128<<10 {
				p.refused(full, "publish", id, "--effective", "2027-01-01")
				wantContent(t, p.library, before)
			}
			check(t, os.Remove(p.path("fill")))
			p.intact()
			wantContent(t, p.library, before)
		})
	}
}

func TestAFullDiskUnderTheResult(t *testing.T) {
	p := newPlace(t, t.TempDir())
	id := p.published()
	disk := smallDisk(t, 64<<10)
	check(t, os.WriteFile(filepath.Join(disk, "old.pdf"), []byte("old"), 0o600))
	fillUp(t, disk, 8<<10)
	before, names := content(t, p.library), files(t, disk)
	p.refused("out.pdf: "+full, "export", id+"@1", "-o", filepath.Join(disk, "out.pdf"))
	p.refused("old.pdf: "+full, "export", id+"@1", "-o", filepath.Join(disk, "old.pdf"))
	p.refused("copy: "+full, "backup", filepath.Join(disk, "copy"))
	wantContent(t, p.library, before)
	if after := files(t, disk); !slices.Equal(after, names) {
		t.Errorf("files %v, before %v", after, names)
	}
	if old := read(t, filepath.Join(disk, "old.pdf")); string(old) != "old" {
		t.Errorf("the file that was there now holds %d other bytes", len(old))
	}
}

func TestAReadOnlyFolder(t *testing.T) {
	p := newPlace(t, smallDisk(t, 4<<20))
	id := p.published()
	p.must("backup", p.path("backup"))
	before, names := content(t, p.library), files(t, p.folder)
	check(t, syscall.Mount("tmpfs", p.folder, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
	const refusal = "The library cannot be written there. Check the folder’s permissions"
	p.refused(refusal, "import", p.path("notice.md"))
	p.refused(refusal, "publish", id, "--effective", "2027-01-01")
	p.refused(refusal, "restore", p.path("backup"))
	wantContent(t, p.library, before)

	// Reading from there and writing to there, with a library elsewhere.
	elsewhere := newPlace(t, t.TempDir())
	other := elsewhere.published()
	elsewhere.must("import", p.path("notice.md"))
	const permission = ": You may not read or write this file or folder."
	elsewhere.refused("out.pdf"+permission, "export", other+"@1", "-o", p.path("out.pdf"))
	elsewhere.refused("copy"+permission, "backup", p.path("copy"))
	elsewhere.must("restore", p.path("backup"))
	if after := files(t, p.folder); !slices.Equal(after, names) {
		t.Errorf("files %v, before %v", after, names)
	}
}
