import { Search } from 'lucide-react';
import { useState } from 'react';
import { languages, type Language } from '#locales/languages.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TagInput } from '../../ui/tag-input.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SampleGroup } from './sample-group.tsx';

const choices = languages.map((each) => ({ id: each.code, label: each.nativeName }));
const teams = [
  { id: 'care', label: 'L1 Care', description: '09:00–18:00, 6 people' },
  { id: 'billing', label: 'L2 Billing', description: 'Minh is on call' },
  { id: 'quang', label: 'Quảng Ngãi', description: 'found by "quang"' },
];

export function FieldSamples() {
  const [name, setName] = useState('');
  const [language, setLanguage] = useState<Language | null>(null);
  const [team, setTeam] = useState<string | null>('billing');
  const [tags, setTags] = useState<readonly string[]>(['refund', 'hoàn tiền', '退款']);
  const [isOn, setOn] = useState(true);
  return (
    <SampleGroup title="TextField · TextArea · Select · ComboBox · Checkbox · Switch · RadioGroup · TagInput">
      <div className="grid gap-4 desk:grid-cols-3">
        <TextField label="Name" value={name} onChange={setName} placeholder="Lan Nguyễn" />
        <TextField label="E-mail" type="email" defaultValue="lan@example.com" isOptional />
        <TextField label="Password" type="password" defaultValue="correct horse" />
        <TextField label="Search" isLabelHidden icon={<Search />} placeholder="Search" />
        <TextField label="Name" defaultValue="x" error="A name needs two letters or more." />
        <TextField label="Disabled" defaultValue="cannot be changed" isDisabled />
        <TextArea
          label="What the customer wants"
          description="Two sentences do."
          defaultValue="Tôi vẫn chưa nhận được tiền hoàn."
        />
        <TextArea label="What was tried" error="The brief needs this." />
        <TagInput label="Labels" tags={tags} onChange={setTags} suggestions={['invoice']} />
        <Select label="Language" options={choices} value={language} onChange={setLanguage} />
        <Select
          label="Team"
          options={teams}
          value={team}
          onChange={setTeam}
          error="Nobody there is on duty."
        />
        <ComboBox label="Team" options={teams} value={team} onChange={setTeam} />
      </div>
      <div className="grid gap-4 desk:grid-cols-3">
        <div className="flex flex-col gap-1">
          <Checkbox label="Keep me as owner" isSelected={isOn} onChange={setOn} />
          <Checkbox label="Not selected" isSelected={!isOn} onChange={(on) => setOn(!on)} />
          <Checkbox label="Some" isSelected={false} isIndeterminate onChange={setOn} />
          <Checkbox label="Disabled" isSelected isDisabled onChange={setOn} />
          <Checkbox
            label="I have read it"
            isSelected={false}
            error="Please confirm."
            onChange={setOn}
          />
        </div>
        <div className="flex flex-col gap-1">
          <Switch label="Desktop notices" isSelected={isOn} onChange={setOn} />
          <Switch label="Quiet hours" isSelected={!isOn} onChange={(on) => setOn(!on)} />
          <Switch label="Disabled" isSelected isDisabled onChange={setOn} />
        </div>
        <RadioGroup label="Team" options={teams} value={team} onChange={setTeam} />
      </div>
    </SampleGroup>
  );
}
