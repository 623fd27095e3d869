/** Why a mail came back, in words an agent can act on. */
export type BounceCause =
  | 'unknown_address'
  | 'unknown_host'
  | 'moved'
  | 'refused_address'
  | 'mailbox_full'
  | 'too_large'
  | 'blocked'
  | 'content'
  | 'expired'
  | 'network'
  | 'delayed'
  | 'delivered'
  | 'other';

export type BounceSign = {
  readonly status: string | null;
  readonly text: string;
  readonly isDelayed: boolean;
};

/** Hard means that writing to this address again is pointless. */
export function isHard(cause: BounceCause): boolean {
  return (
    cause === 'unknown_address' ||
    cause === 'unknown_host' ||
    cause === 'moved' ||
    cause === 'refused_address'
  );
}

// In this order: a full mailbox is often said to be "unavailable", a block to be an "unknown" policy.
const wordings: readonly (readonly [BounceCause, RegExp])[] = [
  [
    'mailbox_full',
    /mailbox (?:is |size )?(?:full|exceed|limit)|(?:over|exceed\w*|out of) ?(?:the |your |his |its )?(?:maximum |allowed |disk |storage |mail(?:box)? )?(?:quota|storage|space)|quota (?:exceed|full|limit)|full mailbox|mailbox.{0,20}(?:over quota|quota)|insufficient (?:system )?storage|disk full|not enough (?:disk )?space|mailbox has exceeded|容量.{0,6}(?:超|オーバー)|box full|5\.2\.2/i,
  ],
  [
    'too_large',
    /message (?:size|too (?:big|large)|is too (?:big|large|long))|size (?:limit )?exceed|exceeds? (?:the )?(?:size|maximum|fixed)|too large|5\.3\.4/i,
  ],
  [
    'blocked',
    /block ?list|blacklist|black list|spamhaus|\brbl\b|dnsbl|\bspam|unsolicited|reputation|blocked|access denied|not authori[sz]ed|relay(?:ing)? (?:access )?(?:denied|not (?:permitted|allowed))|unable to relay|authentication (?:required|fail)|unauthenticated|dmarc|\bspf\b|dkim|policy|reverse dns|\bptr\b|resolve your|rate limit|too many (?:connections|messages|recipients)|throttl|sender (?:address )?(?:rejected|denied|verify)|greylist|gr[ae]y ?list|suspend|banned|virus|content (?:rejected|reject)|helo|client host rejected|permission|restricted|not allowed|only accept/i,
  ],
  [
    'unknown_host',
    /host(?:name)? (?:unknown|not found|or domain name not found|lookup)|unknown host|unrouteable (?:mail )?(?:domain|address)|domain (?:name )?(?:not found|does(?:n't| not) exist|not exist|must resolve|unknown|couldn't be found)|no such (?:host|domain)|name (?:server|or service).{0,20}not|nullmx|null mx|no (?:mail )?(?:exchanger|mx)|could(?:n't| not) find any host|does not accept (?:e?mail|incoming)|no route found to domain|invalid domain|bad destination host|dns (?:error|fail)|unable to (?:lookup dns|route)|couldn't be found|domain is not reachable|illegal host|5\.1\.2/i,
  ],
  [
    'moved',
    /has moved|no longer (?:with|at|employed)|address (?:has )?changed|forwarding address/i,
  ],
  [
    'unknown_address',
    /(?:user|recipient|mailbox|address|account|alias|addressee)(?: address| name| account)?(?: <[^>]{0,80}>| [^ ]{0,80}@[^ ]{0,80})?:?,? ?(?:is |was |has been |does |did |doesn't |isn't )?(?:not )?(?:unknown|not found|not exist|exist|invalid|unavailable|disabled|inactive|not known|not (?:listed|valid)|rejected|doesn't|no longer|not recogni[sz]ed|not local)|(?:unknown|no such|invalid|bad|nonexist\w*|non-exist\w*|not our|undefined|inactive|illegal|wrong) (?:\w+ ){0,2}(?:user|recipient|mailbox|address|account|alias|addressee|local ?part|person)|user unknown|unknown (?:user|address|local)|does(?:n't| not) (?:exist|have an? (?:account|\w+ account))|no (?:mailbox|account|user|recipient|one) (?:here|by|with|found|of|at|exists)|no mailbox|not a (?:valid|known)|can't be found|this user doesn't|not listed in|unrouteable address|existiert nicht|inconnu|desconocid|n'existe|no existe|sconosciut|onbekend|не существует|не найден|リストにありません|該当|存在し|不存在|無此|User does not exist|5\.1\.(?:1|10|6)\b/iu,
  ],
  [
    'expired',
    /expired|timed? ?out|retry (?:time|timeout)|too (?:long|old)|retries|unable to deliver.{0,30}(?:days|hours)|gave up|given up|maximum (?:time|hops)|\d+ (?:hours|days|times)/i,
  ],
  [
    'network',
    /connection (?:refused|reset|dropped|lost)|network|unreachable|no route|lost connection|unable to connect|could(?:n't| not) connect|mail loop|too many hops|loop/i,
  ],
];

const byStatus: readonly (readonly [RegExp, BounceCause])[] = [
  [/^[45]\.1\.(?:1|3|10)$/, 'unknown_address'],
  [/^5\.1\.(?:0|4)$/, 'unknown_address'],
  [/^5\.1\.2$/, 'unknown_host'],
  [/^5\.1\.6$/, 'moved'],
  [/^[45]\.2\.2$/, 'mailbox_full'],
  [/^5\.2\.1$/, 'unknown_address'],
  [/^[45]\.[23]\.[34]$/, 'too_large'],
  [/^5\.4\.4$/, 'unknown_host'],
  [/^[45]\.4\.7$/, 'expired'],
  [/^[45]\.4\.\d+$/, 'network'],
  [/^[45]\.6\.\d+$/, 'content'],
  [/^[45]\.7\.\d+$/, 'blocked'],
  [/^[45]\.1\.[78]$/, 'blocked'],
];

/** The words come first, because mailers put their true reason there and a general code beside it. */
export function causeOf(sign: BounceSign): BounceCause {
  if (sign.isDelayed) return 'delayed';
  if (sign.status?.startsWith('2.') === true) return 'delivered';
  const exact = byStatus.find(([pattern]) => pattern.test(sign.status ?? ''))?.[1];
  if (exact === 'unknown_address' || exact === 'unknown_host' || exact === 'mailbox_full') {
    const told = wordings.find(([, pattern]) => pattern.test(sign.text))?.[0];
    return told === 'blocked' || told === 'mailbox_full' ? told : exact;
  }
  // Microsoft's way of saying that the address does not exist, without saying so.
  if (/5\.4\.1 .{0,120}recipient address rejected: access denied/i.test(sign.text))
    return 'unknown_address';
  if (
    exact === 'blocked' ||
    sign.status?.startsWith('5.7.') === true ||
    sign.status?.startsWith('4.7.') === true
  )
    return 'blocked';
  const told = wordings.find(([, pattern]) => pattern.test(sign.text))?.[0];
  if (told !== undefined && sign.status?.startsWith('4.') === true && isHard(told))
    return 'delayed';
  return told ?? exact ?? 'other';
}
