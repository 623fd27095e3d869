import type { catalogue as en } from '../en/customer.ts';

export const catalogue = {
  'customer.someone': '尊敬的客户',
  'customer.received_receipt.subject': '我们已收到您的请求（#{ticketNumber}）',
  'customer.received_receipt.body':
    '{contactName} 您好：\n\n感谢您的来信。您的请求编号为 #{ticketNumber}，我们的同事会在这里回复您。\n\n{workspaceName}',
  'customer.escalation_started.subject': '您的请求 #{ticketNumber} 有新进展',
  'customer.escalation_started.body':
    '{contactName} 您好：\n\n您的请求需要专人处理，我们已请能解决问题的同事接手，您无需做任何事。{hasNextUpdate, select, true {我们最迟会在 {nextUpdateBy} 前再次与您联系。} other {一有消息，我们会立即写信给您。}}\n\n{workspaceName}',
  'customer.escalation_acknowledged.subject': '专人正在处理您的请求 #{ticketNumber}',
  'customer.escalation_acknowledged.body':
    '{contactName} 您好：\n\n专人已接手您的请求，正在处理中。{hasNextUpdate, select, true {我们最迟会在 {nextUpdateBy} 前再次与您联系。} other {一有消息，我们会立即写信给您。}}\n\n{workspaceName}',
  'customer.escalation_moved.subject': '您的请求 #{ticketNumber} 已进入下一步',
  'customer.escalation_moved.body':
    '{contactName} 您好：\n\n为了更快解决，我们请了另一位同事协助。您提供的信息均已转达，无需重复。{hasNextUpdate, select, true {我们最迟会在 {nextUpdateBy} 前再次与您联系。} other {一有消息，我们会立即写信给您。}}\n\n{workspaceName}',
  'customer.escalation_waiting.subject': '您的请求 #{ticketNumber} 正在等待其他方回复',
  'customer.escalation_waiting.body':
    '{contactName} 您好：\n\n我们正在等待合作伙伴的回复，并持续为您跟进。{hasNextUpdate, select, true {我们最迟会在 {nextUpdateBy} 前再次与您联系。} other {一有消息，我们会立即写信给您。}}\n\n{workspaceName}',
  'customer.escalation_solved.subject': '您的请求 #{ticketNumber} 已有解决办法',
  'customer.escalation_solved.body':
    '{contactName} 您好：\n\n我们的专人已找到解决办法，详情将在下一条消息中说明。\n\n{workspaceName}',
  'customer.feedback_request.subject': '您对我们的服务满意吗？（#{ticketNumber}）',
  'customer.feedback_request.body':
    '{contactName} 您好：\n\n您的请求 #{ticketNumber} 已经解决。愿意告诉我们您的感受吗？只需点一下：\n\n{surveyUrl}\n\n{workspaceName}',
} satisfies Record<keyof typeof en, string>;
