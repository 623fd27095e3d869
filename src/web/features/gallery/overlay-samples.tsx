import { Copy, Ellipsis, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Popover } from '../../ui/popover.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { toast } from '../../ui/toast.tsx';
import { SampleGroup, SampleRow } from './sample-group.tsx';

const menu = [
  { actions: [{ id: 'copy', label: 'Copy the link', icon: <Copy />, keys: 'Mod+c' }] },
  {
    title: 'Danger',
    actions: [
      { id: 'delete', label: 'Delete', icon: <Trash2 />, isDanger: true },
      { id: 'merge', label: 'Merge', isDisabled: true },
    ],
  },
];

export function OverlaySamples() {
  const [shown, setShown] = useState<'dialog' | 'question' | 'sheet' | null>(null);
  const close = () => setShown(null);
  return (
    <SampleGroup title="Dialog · Sheet · Popover · Menu · Toast · Banner · CommandPalette · ShortcutsSheet">
      <SampleRow>
        <Button onPress={() => setShown('dialog')}>Dialog</Button>
        <Button onPress={() => setShown('question')}>Question</Button>
        <Button onPress={() => setShown('sheet')}>Sheet</Button>
        <Popover label="Details" trigger={<Button>Popover</Button>}>
          More about one thing, beside it.
        </Popover>
        <Menu
          label="More"
          groups={menu}
          trigger={<IconButton label="More" icon={<Ellipsis />} />}
        />
        <Button
          onPress={() => toast({ text: 'Sent to Lan', tone: 'good', onUndo: () => undefined })}
        >
          Toast with undo
        </Button>
        <Button onPress={() => toast({ text: 'The channel cannot be reached.', tone: 'bad' })}>
          Toast that is bad
        </Button>
      </SampleRow>
      <Banner>The plan has changed since you read it.</Banner>
      <Banner tone="good">Published. 214 tickets follow the new plan.</Banner>
      <Banner tone="warning" actions={<Button size="small">Look</Button>}>
        Nobody is on duty on Sunday from 02:00 to 06:00.
      </Banner>
      <Banner tone="bad">A message arrived while you were writing.</Banner>
      <Dialog
        title="Merge two tickets"
        isOpen={shown === 'dialog'}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>Cancel</Button>
            <Button variant="primary" onPress={close}>
              Merge
            </Button>
          </>
        }
      >
        <p>Open promises move along; the clocks of the other ticket end as merged.</p>
      </Dialog>
      <Dialog
        title="Publish with a dead end?"
        isOpen={shown === 'question'}
        onClose={close}
        isQuestion
        actions={
          <>
            <Button onPress={close}>Go back</Button>
            <Button variant="danger" onPress={close}>
              Publish
            </Button>
          </>
        }
      >
        <p>Fraud cases on Sunday nights reach nobody.</p>
      </Dialog>
      <Sheet
        title="Escalate #1042"
        isOpen={shown === 'sheet'}
        onClose={close}
        actions={
          <Button variant="primary" keys="Mod+Enter" onPress={close}>
            Escalate
          </Button>
        }
      >
        <TextArea label="What the customer wants" defaultValue="Her refund of 12 March." />
        <TextArea label="What was tried" rows={5} />
      </Sheet>
    </SampleGroup>
  );
}
