import { ArrowUpRight, Bell, Plus, Search, Send, Settings } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { SampleGroup, SampleRow } from './sample-group.tsx';

const variants = ['primary', 'secondary', 'quiet', 'danger'] as const;
const sizes = ['small', 'medium', 'large'] as const;

export function PressSamples() {
  return (
    <SampleGroup title="Button · IconButton · CopyButton · TextLink · Kbd">
      {sizes.map((size) => (
        <SampleRow key={size}>
          {variants.map((variant) => (
            <Button key={variant} variant={variant} size={size} icon={<Send />}>
              {variant}
            </Button>
          ))}
          {variants.map((variant) => (
            <Button key={variant} variant={variant} size={size} isDisabled>
              {variant}
            </Button>
          ))}
        </SampleRow>
      ))}
      <SampleRow>
        <Button variant="primary" keys="Mod+Enter">
          Send
        </Button>
        <Button keys="e" icon={<ArrowUpRight className="rtl:-scale-x-100" />}>
          Escalate
        </Button>
        <Button isPending>Waiting</Button>
        <IconButton label="Search" keys="/" icon={<Search />} />
        <IconButton label="Notices" icon={<Bell />} isActive />
        <IconButton label="Add" icon={<Plus />} size="small" />
        <IconButton label="Settings" icon={<Settings />} isDisabled />
        <CopyButton text="#1042" />
        <TextLink href="/__gallery">A link of the desk</TextLink>
        <TextLink href="https://example.com/">A link elsewhere</TextLink>
        <Kbd binding="g i" />
        <Kbd binding="Mod+Shift+Enter" />
        <Kbd binding="?" />
      </SampleRow>
    </SampleGroup>
  );
}
