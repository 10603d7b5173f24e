package xliff_test

import "testing"

func TestCodes(t *testing.T) {
	judge(t, []testCase{
		{"every code", `<ph id="1" canCopy="no" canDelete="no" canReorder="yes" disp="x" equiv="" dataRef="d" type="ui" subType="xlf:var" fs:fs="b"/>
<pc id="2" dispStart="(" dispEnd=")" equivStart="" equivEnd="" dataRefStart="d" dataRefEnd="d" dir="rtl" type="fmt" subType="xlf:b">a<cp hex="0007"/></pc>
<sc id="3" type="link"/>a<ec startRef="3"/><sc id="4" isolated="yes"/><ec id="5" isolated="yes" dir="ltr"/>
<mrk id="6" translate="no">a</mrk><sm id="7" type="o:t" o:x="1"/>a<em startRef="7"/><mrk id="8" type="term" ref="https://a.example/x">a</mrk>`},
		{"a code without a name", "\n«missing_attribute»<ph/>"},
		{"a code with a bad name", "\n«bad_value»<ph id='a/b'/>"},
		{"codes of one name", "<ph id='1'/>\n«duplicate_id»<pc id='1'>a</pc>"},
		{"a kind that there is not", "\n«bad_value»<ph id='1' type='bold'/>"},
		{"a finer kind alone", "\n«needs_attribute»<ph id='1' subType='xlf:b'/>"},
		{"a finer kind of another kind", "\n«sub_type»<ph id='1' type='ui' subType='xlf:b'/>"},
		{"a finer kind that there is not", "\n«sub_type»<ph id='1' type='fmt' subType='xlf:bold'/>"},
		{"a finer kind of nobody's", "\n«bad_value»<ph id='1' type='fmt' subType='b'/>"},
		{"data that there is not", "\n«no_such»<ph id='1' dataRef='e'/>"},
		{"data at the start that there is not", "\n«no_such»<pc id='1' dataRefStart='e' dataRefEnd='d'>a</pc>"},
		{"data at the end that there is not", "\n«no_such»<pc id='1' dataRefStart='d' dataRefEnd='e'>a</pc>"},
		{"an extension's attribute on a code", "\n«unknown_attribute»<ph id='1' o:x='1'/>"},
		{"an extension in a text", "\n«misplaced»<o:e/>"},
		{"text in a placeholder", "<ph id='1'>\n«stray_text»text</ph>"},
		{"a start alone", "\n«no_end»<sc id='1'/>a"},
		{"an end alone", "a\n«no_start»<ec startRef='1'/>"},
		{"an end before its start", "\n«no_start»<ec startRef='1'/>a\n«no_end»<sc id='1'/>"},
		{"two ends of one start", "<sc id='1'/>a<ec startRef='1'/>\n«no_start»<ec startRef='1'/>"},
		{"an end with a name", "<sc id='1'/>a\n«id_and_start»<ec id='2' startRef='1'/>"},
		{"an end with neither", "\n«id_and_start»<ec/>"},
		{"an end that is isolated and is not", "<sc id='1'/>a\n«id_and_start»<ec startRef='1' isolated='yes'/>"},
		{"a start that is isolated and is not", "\n«not_isolated»<sc id='1' isolated='yes'/>a<ec startRef='1'/>"},
		{"an end with a direction", "<sc id='1'/>a\n«needs_isolated»<ec startRef='1' dir='rtl'/>"},
		{"ends that allow other things", "<sc id='1' canCopy='no'/>a\n«end_differs»<ec startRef='1'/>"},
		{"ends that delete otherwise", "<sc id='1'/>a\n«end_differs»<ec startRef='1' canDelete='no'/>"},
		{"ends that overlap otherwise", "<sc id='1' canOverlap='no'/>a\n«end_differs»<ec startRef='1' canOverlap='yes'/>"},
		{"a sequence", "<sc id='1' canReorder='firstNo' canCopy='no' canDelete='no'/><ph id='2' canReorder='no' canCopy='no' canDelete='no'/><ec startRef='1' canReorder='no' canCopy='no' canDelete='no'/><ph id='3'/>"},
		{"an end that starts a sequence", "<sc id='1' canReorder='firstNo' canCopy='no' canDelete='no'/>\n«end_differs»<ec startRef='1' canReorder='firstNo' canCopy='no' canDelete='no'/>"},
		{"a sequence that does not start", "\n«reorder_start»<ph id='1' canReorder='no' canCopy='no' canDelete='no'/>"},
		{"a sequence that is broken", "<ph id='1' canReorder='firstNo' canCopy='no' canDelete='no'/><ph id='2'/>\n«reorder_start»<ph id='3' canReorder='no' canCopy='no' canDelete='no'/>"},
		{"what cannot move and can be copied", "\n«reorder_needs»<ph id='1' canReorder='firstNo' canDelete='no'/>"},
		{"what cannot move and can go", "\n«reorder_needs»<ph id='1' canReorder='firstNo' canCopy='no'/>"},
		{"a copy", "<ph id='1'/><ph id='2' copyOf='1'/>"},
		{"a copy of nothing", "\n«no_such»<ph id='2' copyOf='1'/>"},
		{"a copy of what may not be copied", "<ph id='1' canCopy='no'/>\n«copy_forbidden»<ph id='2' copyOf='1'/>"},
		{"a copy with data", "<ph id='1'/>\n«copy_with_data»<ph id='2' copyOf='1' dataRef='d'/>"},
		{"a copy of what has data", "<ph id='1' dataRef='d'/>\n«copy_with_data»<ph id='2' copyOf='1'/>"},
		{"text that stands elsewhere", "<ph id='1' subFlows='u'/>"},
		{"text that stands nowhere", "\n«no_such»<ph id='1' subFlows='u v'/>"},
		{"text that stands nowhere, at the end", "\n«no_such»<pc id='1' subFlowsStart='u' subFlowsEnd='v'>a</pc>"},
		{"names with commas", "\n«bad_value»<ph id='1' subFlows='u,'/>"},
		{"a character that XML can hold", "\n«bad_value»<cp hex='0041'/>"},
		{"a character that is none", "\n«bad_value»<cp hex='7'/>"},
		{"a character beyond all", "\n«bad_value»<cp hex='110000'/>"},
		{"a surrogate", "<cp hex='D800'/>"},
		{"no character", "\n«missing_attribute»<cp/>"},
	}, inSource)
}

func TestMarkers(t *testing.T) {
	judge(t, []testCase{
		{"a comment", "<mrk id='1' type='comment' value='Why?'>a</mrk><mrk id='2' type='comment' ref='#n=n'>a</mrk><sm id='3' type='comment' ref='#f=f/u=u/n=n'/>a<em startRef='3'/>"},
		{"a comment that says nothing", "\n«exactly_one»<mrk id='1' type='comment'>a</mrk>"},
		{"a comment that says two things", "\n«exactly_one»<mrk id='1' type='comment' value='a' ref='#n=n'>a</mrk>"},
		{"a comment that leads to no note", "\n«no_such»<mrk id='1' type='comment' ref='#n=m'>a</mrk>"},
		{"a comment that leads out", "\n«no_such»<mrk id='1' type='comment' ref='https://a.example/'>a</mrk>"},
		{"a comment that leads to a note of the file", "\n«no_such»<mrk id='1' type='comment' ref='#f=f/n=n'>a</mrk>"},
		{"a comment that leads to another unit", "\n«no_such»<mrk id='1' type='comment' ref='#u=v/n=n'>a</mrk>"},
		{"a start alone", "\n«no_end»<sm id='1' translate='no'/>a"},
		{"an end alone", "a\n«no_start»<em startRef='1'/>"},
		{"an end of nothing", "\n«missing_attribute»<em/>"},
		{"a type of nobody's", "\n«bad_value»<mrk id='1' type='title'>a</mrk>"},
		{"an address that is none", "\n«bad_value»<mrk id='1' type='term' ref='a b'>a</mrk>"},
		{"references", "<mrk id='1' type='o:t' ref='#2'><ph id='2'/></mrk><mrk id='3' type='o:t' ref='#/f=f/u=u/d=d'>a</mrk><mrk id='4' type='term' ref='#f=g/tbx=t'>a</mrk>"},
		{"a reference to nothing", "\n«no_such»<mrk id='1' type='o:t' ref='#9'>a</mrk>"},
		{"a reference to nothing in the target", "\n«no_such»<mrk id='1' type='o:t' ref='#t=9'>a</mrk>"},
		{"a reference upwards", "\n«bad_fragment»<mrk id='1' type='o:t' ref='#u=u/f=f'>a</mrk>"},
		{"a reference that goes on behind its end", "\n«bad_fragment»<mrk id='1' type='o:t' ref='#n=n/u=u'>a</mrk>"},
		{"a reference to two", "\n«bad_fragment»<mrk id='1' type='o:t' ref='#1/2'>a</mrk>"},
		{"a reference with a prefix twice", "\n«bad_fragment»<mrk id='1' type='o:t' ref='#u=u/u=u/n=n'>a</mrk>"},
		{"a reference with a prefix of nobody's", "\n«bad_fragment»<mrk id='1' type='o:t' ref='#zz=1'>a</mrk>"},
		{"a reference with a letter of nobody's", "\n«bad_fragment»<mrk id='1' type='o:t' ref='#q=1'>a</mrk>"},
		{"a reference from the top that does not start there", "\n«bad_fragment»<mrk id='1' type='o:t' ref='#/u=u'>a</mrk>"},
		{"an empty reference", "\n«bad_fragment»<mrk id='1' type='o:t' ref='#'>a</mrk>"},
		{"a candidate that says where it is", "\n«excludes»<mrk id='1' type='mtc:match' ref='#1'>a</mrk>"},
	}, inSource)
}

func TestTargets(t *testing.T) {
	judge(t, []testCase{
		{"the same codes", "<segment><source><pc id='1'>a</pc><ph id='2'/></source><target><ph id='2'/><sc id='1'/>b<ec startRef='1'/><ph id='new'/></target></segment>"},
		{"another code of that name", "<segment><source><ph id='1'/></source><target>\n«other_element»<pc id='1'>b</pc></target></segment>"},
		{"a code of a segment's name", "<segment id='s'><source>a</source><target>\n«other_element»<ph id='s'/></target></segment>"},
		{"a code twice", "<segment><source><ph id='1'/></source><target><ph id='1'/>\n«duplicate_id»<ph id='1'/></target></segment>"},
		{"a code of another segment", "<segment><source><ph id='1'/></source><target>b</target></segment><segment><source>a</source><target><ph id='1'/></target></segment>"},
		{"a code that had to stay", "<segment><source><ph id='1' canDelete='no'/></source>\n«code_deleted»<target>b</target></segment>"},
		{"a code that had to stay, in another segment", "<segment><source><ph id='1' canDelete='no'/></source><target>b</target></segment><segment><source>a</source><target><ph id='1'/></target></segment>"},
		{"a code that had to stay, not yet translated", "<segment><source><ph id='1' canDelete='no'/></source></segment>"},
		{"a span half translated", "<segment><source><sc id='1'/>a</source><target><sc id='1'/>b</target></segment><segment><source>a<ec startRef='1'/></source></segment>"},
		{"a span that lost its end", "<segment><source><sc id='1'/>a</source><target>\n«no_end»<sc id='1'/>b</target></segment><segment><source>a<ec startRef='1'/></source><target>b</target></segment>"},
		{"a span over segments in another order", "<segment><source>a</source><target order='2'>b<ec startRef='x'/></target></segment><segment><source>c</source><target order='1'><sc id='x'/>d</target></segment>"},
		{"a sequence that changed", `<segment><source><ph id="1" canReorder="firstNo" canCopy="no" canDelete="no"/><ph id="2" canReorder="no" canCopy="no" canDelete="no"/><ph id="3"/></source>
<target><ph id="1" canReorder="firstNo" canCopy="no" canDelete="no"/><ph id="3"/>
«reordered»«reorder_start»<ph id="2" canReorder="no" canCopy="no" canDelete="no"/></target></segment>`},
		{"a sequence that left its span", `<segment><source><pc id="1" canReorder="firstNo" canCopy="no" canDelete="no">a<ph id="2" canReorder="no" canCopy="no" canDelete="no"/></pc></source>
<target><pc id="1" canReorder="firstNo" canCopy="no" canDelete="no">b</pc>
«reordered»<ph id="2" canReorder="no" canCopy="no" canDelete="no"/></target></segment>`},
		{"two sequences changed places", `<segment><source><ph id="1" canReorder="firstNo" canCopy="no" canDelete="no"/><ph id="2" canReorder="no" canCopy="no" canDelete="no"/><ph id="3" canReorder="firstNo" canCopy="no" canDelete="no"/></source>
<target><ph id="3" canReorder="firstNo" canCopy="no" canDelete="no"/><ph id="1" canReorder="firstNo" canCopy="no" canDelete="no"/><ph id="2" canReorder="no" canCopy="no" canDelete="no"/></target></segment>`},
	}, inUnit)
}
