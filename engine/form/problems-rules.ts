import type { ProblemTable } from '../kernel/problems';

const words = (zh: string, en: string): ProblemTable[string] => ({ status: 422, words: { 'zh-CN': zh, en } });

/** What is wrong with the rules of a form, and what rules find wrong with a record. */
export const ruleProblems: ProblemTable = {
  // a record
  'form.message': words('{text}', '{text}'),
  'form.option': words(
    '“{label}”现在不能选“{value}”，请换一个选项。',
    '“{label}” cannot be “{value}” here. Choose another option.',
  ),

  // a form document
  'form.noField': words('请选择这条规则作用于哪个字段。', 'Choose the field this effect is about.'),
  'form.noValue': words('请写出“{label}”要设成什么值。', 'Say which value “{label}” is set to.'),
  'form.noLimit': words(
    '请写出“{label}”可以选哪些选项，例如 option in ["a", "b"]。',
    'Say which options of “{label}” may be chosen, such as option in ["a", "b"].',
  ),
  'form.noOptions': words(
    '“{label}”没有选项，也不指向别的记录，不能限定选项。',
    '“{label}” has no options and points to no record: there is nothing to limit.',
  ),
  'form.noText': words('请写出提示的内容。', 'Write what the message says.'),
  'form.messageRecord': words(
    '提示里的“{name}”是一条记录，请写出它的某个字段，例如 {name}.name。',
    '“{name}” in the message is a record. Name a field of it, such as {name}.name.',
  ),
  'form.unknownItem': words(
    '没有名为“{type}”的布局元素。请从左侧“布局”里选择。',
    'There is no layout item called “{type}”. Choose one of the group “Layout”.',
  ),
  'form.itemTwice': words(
    '布局元素的编号“{id}”出现了两次。请给其中一个换一个编号。',
    'Two layout items have the id “{id}”. Give one of them another.',
  ),
  'form.itemShownOnly': words(
    '布局元素没有值：规则只能显示或隐藏它。',
    'A layout item has no value: a rule may only show or hide it.',
  ),
  'form.pictureMissing': words('请选择一张图片。', 'Choose a picture.'),
  'form.altMissing': words(
    '请写出图片里有什么，看不到图片的人靠它。',
    'Say what the picture shows, for those who cannot see it.',
  ),
  'form.unknownFlow': words(
    '没有名为“{flow}”的流程。请选择一个已有的流程。',
    'There is no flow “{flow}”. Choose one that is there.',
  ),
  'form.otherFlow': words(
    '流程“{flow}”不是“{entity}”的流程。请选择“{entity}”的流程。',
    'The flow “{flow}” is not about “{entity}”. Choose one that is.',
  ),
  'form.overlayForAll': words(
    '请说明这个视图覆盖给哪些角色或哪种设备；给所有人的改动请直接改表单。',
    'Say for which roles or which device this overlay is. What is for everybody belongs into the form itself.',
  ),
  'form.overlayTarget': words(
    '覆盖里的一处改动要么写字段，要么写分区或元素。',
    'A change of an overlay names either a field, or a section or item.',
  ),
  'form.overlayGone': words(
    '覆盖里提到的“{name}”已不在表单上，这处改动不起作用。',
    '“{name}”, named by an overlay, is not on the form any more: the change does nothing.',
  ),
  'form.overlayRequired': words(
    '“{label}”必填而没有默认值：看不到它的人无法新建记录。',
    '“{label}” is required and has no default: whoever does not see it cannot create a record.',
  ),
  'form.twoMain': words(
    '“{entity}”的主表单已经是“{other}”。请先在那张表单里取消。',
    '“{other}” is the main form of “{entity}” already. Take it back there first.',
  ),
  'form.mainForAll': words(
    '主表单给所有没有其他表单可用的人用，不能再限定角色、条件或新旧记录。请删去限定，或不再把它作为主表单。',
    'The main form is for whoever no other form is for: it cannot be limited to roles, a condition, or new or existing records. Take the limit out, or make another form the main one.',
  ),
  'form.audienceNewWhen': words(
    '新记录还没有值，条件对它不起作用。请删去条件，或让表单也用于已有记录。',
    'A new record has no values a condition could look at. Take the condition out, or use the form for existing records too.',
  ),
  'form.unknownRole': words(
    '没有名为“{role}”的角色。请选择一个已有的角色。',
    'There is no role “{role}”. Choose one that is there.',
  ),
  'form.needless': words('“{key}”在这里不起作用，请删去。', '“{key}” does nothing here. Take it out.'),
  'form.needlessValue': words(
    '只有“设为”和“限定选项”才有值，请删去。',
    'Only “set” and “limit options” take a value. Take it out.',
  ),
  'form.setKind': words(
    '“{label}”不能由规则设值，或设的值类型不对。',
    '“{label}” cannot be set by this value: it is of another kind.',
  ),
  'form.scopeKind': words(
    '“{label}”不是明细表。请选择一个明细表字段。',
    '“{label}” holds no line items. Choose a field that does.',
  ),
  'form.unknownPart': words(
    '这条规则作用的部分已不在表单里。',
    'The part of the form that this rule is about is gone.',
  ),
  'form.unknownPage': words(
    '这个分组所在的页已经没有了，请另选一页。',
    'The page of this section is gone. Choose another one.',
  ),
  'form.unknownTab': words(
    '这个分组所在的标签页已经没有了，请另选一个。',
    'The tab of this section is gone. Choose another one.',
  ),
  'form.tooWide': words(
    '宽度 {span} 超出了分组的 {columns} 列，请改小，或增加列数。',
    'A span of {span} is more than the {columns} columns of the section. Make it smaller, or give the section more columns.',
  ),
  'form.partInRows': words(
    '“{label}”的行规则不能作用于整个分组。请改为不限明细的规则。',
    'A rule about rows of “{label}” cannot be about a part of the form. Make it a rule about the record.',
  ),
  'form.cycle': words(
    '规则互相循环：{fields}。请去掉其中一条。',
    'These rules go round in a circle: {fields}. Take one of them out.',
  ),
  'form.printUnknown': words(
    '打印版式里要去掉的“{name}”已不在表单中，可从版式中删去。',
    'The print layout leaves out “{name}”, which is not on the form any more. Take it out of the layout.',
  ),
  'form.offlineEncrypted': words(
    '“{label}”是加密字段，不能存放在手机上。请把它从表单中移除，或关闭“离线可用”。',
    '“{label}” is encrypted and is never kept on a device. Take it off the form, or switch off “Works offline”.',
  ),
  'form.offlineOptions': words(
    '没有网络时，“{label}”不按此规则筛选，会列出设备上保存的全部记录；提交时由服务器检查。',
    'Without a network this rule does not limit “{label}”: all records kept on the device are offered, and the server checks when the record is sent.',
  ),
};
