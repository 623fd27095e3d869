import { ArrowUpRight, Mail, TriangleAlert } from 'lucide-react';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Isolate } from '../../ui/isolate.tsx';
import { Timeline, TimelineDivider, TimelineEntry, TimelineMessage } from '../../ui/timeline.tsx';
import { SampleGroup } from './sample-group.tsx';

const day = '2026-11-20T';

export function TimelineSamples() {
  return (
    <SampleGroup title="Timeline · Isolate">
      <Timeline>
        <TimelineDivider>Friday</TimelineDivider>
        <TimelineMessage
          kind="customer"
          at={`${day}09:12:00Z`}
          author={<Isolate>Lan Nguyễn</Isolate>}
          avatar={<Avatar name="Lan Nguyễn" />}
          language="vi"
          marks={<Mail aria-label="E-mail" className="size-3.5 self-center" />}
        >
          Tôi vẫn chưa nhận được tiền hoàn, đã hơn mười ngày rồi. Đơn #A-1042.
        </TimelineMessage>
        <TimelineMessage
          kind="note"
          at={`${day}09:20:00Z`}
          author={<Isolate>Hoa</Isolate>}
          avatar={<Avatar name="Hoa" />}
        >
          @minh the card refund was refused by the bank; it needs a manual transfer.
        </TimelineMessage>
        <TimelineEntry
          at={`${day}09:21:00Z`}
          weight="turn"
          icon={<ArrowUpRight className="rtl:-scale-x-100" />}
          detail="Needs authority: refunds above 200 USD."
        >
          Escalated from L1 Care to L2 Billing
        </TimelineEntry>
        <TimelineMessage
          kind="agent"
          at={`${day}09:24:00Z`}
          author={<Isolate>Minh</Isolate>}
          avatar={<Avatar name="Minh" />}
          language="ar"
          marks={<Badge>sent</Badge>}
        >
          شكرًا لصبرك. نعمل مع البنك على تحويل المبلغ إلى حسابك ACB اليوم.
        </TimelineMessage>
        <TimelineDivider>What happens next if nobody acts</TimelineDivider>
        <TimelineEntry at={`${day}09:51:00Z`} weight="future" icon={<TriangleAlert />}>
          Billing lead (on call) is told
        </TimelineEntry>
      </Timeline>
    </SampleGroup>
  );
}
