package sign

// ChangeKind says what was changed behind a signature.
type ChangeKind string

// The kinds of changes. Which of them are allowed is decided by the signature
// (ISO 32000-2, 12.8.2) and told by Change.Allowed.
const (
	ChangeSignature     ChangeKind = "signature_added"
	ChangeTimestamp     ChangeKind = "timestamp_added"
	ChangeSignatureSpot ChangeKind = "signature_field_added" // still empty
	ChangeValidation    ChangeKind = "validation_data"       // a document security store
	ChangeFieldFilled   ChangeKind = "field_filled"          // was empty
	ChangeFieldValue    ChangeKind = "field_value"           // had a value
	ChangeFieldLook     ChangeKind = "field_look"
	ChangeField         ChangeKind = "field" // anything else about it
	ChangeFieldAdded    ChangeKind = "field_added"
	ChangeFieldRemoved  ChangeKind = "field_removed"
	ChangeForm          ChangeKind = "form"
	ChangeContent       ChangeKind = "page_content"
	ChangePageLook      ChangeKind = "page_look" // fonts, images, size, rotation
	ChangePages         ChangeKind = "pages"     // added, removed, moved
	ChangeAnnotAdded    ChangeKind = "annotation_added"
	ChangeAnnot         ChangeKind = "annotation_changed"
	ChangeAnnotRemoved  ChangeKind = "annotation_removed"
	ChangeMetadata      ChangeKind = "metadata"   // other than dates and producer
	ChangeDates         ChangeKind = "dates"      // date of change and producer
	ChangeAttachment    ChangeKind = "attachment" // embedded files and other names
	ChangeStructure     ChangeKind = "structure"  // tags for screen readers
	ChangeCatalog       ChangeKind = "catalog"    // another entry of the document
	ChangeObject        ChangeKind = "object"     // not reached by any of the above
	ChangeRewritten     ChangeKind = "rewritten"  // written again with equal value
	ChangeHidden        ChangeKind = "hidden_object"
	ChangeUnclear       ChangeKind = "unclear" // readers may see different things
)

// Change is one thing that differs between what was signed and the file.
type Change struct {
	What ChangeKind `json:"what"`
	Page int        `json:"page,omitempty"` // from 1; 0 when it is on none
	// Name is that of a field, or the key of an entry.
	Name    string `json:"name,omitempty"`
	Allowed bool   `json:"allowed"`
}

// maxChanges is how many changes are told; the first ones say enough.
const maxChanges = 32
