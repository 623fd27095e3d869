import type { catalogue as en } from '../en/customer.ts';

export const catalogue = {
  'customer.someone': '親愛的客戶',
  'customer.received_receipt.subject': '我們已收到您的請求（#{ticketNumber}）',
  'customer.received_receipt.body':
    '{contactName} 您好：\n\n感謝您的來信。您的請求編號為 #{ticketNumber}，我們的同仁會在這裡回覆您。\n\n{workspaceName}',
  'customer.escalation_started.subject': '您的請求 #{ticketNumber} 有新進展',
  'customer.escalation_started.body':
    '{contactName} 您好：\n\n您的請求需要專人處理，我們已請能解決問題的同仁接手，您無需做任何事。{hasNextUpdate, select, true {我們最遲會在 {nextUpdateBy} 前再次與您聯絡。} other {一有消息，我們會立即寫信給您。}}\n\n{workspaceName}',
  'customer.escalation_acknowledged.subject': '專人正在處理您的請求 #{ticketNumber}',
  'customer.escalation_acknowledged.body':
    '{contactName} 您好：\n\n專人已接手您的請求，正在處理中。{hasNextUpdate, select, true {我們最遲會在 {nextUpdateBy} 前再次與您聯絡。} other {一有消息，我們會立即寫信給您。}}\n\n{workspaceName}',
  'customer.escalation_moved.subject': '您的請求 #{ticketNumber} 已進入下一步',
  'customer.escalation_moved.body':
    '{contactName} 您好：\n\n為了更快解決，我們請了另一位同仁協助。您提供的資訊均已轉達，無需重述。{hasNextUpdate, select, true {我們最遲會在 {nextUpdateBy} 前再次與您聯絡。} other {一有消息，我們會立即寫信給您。}}\n\n{workspaceName}',
  'customer.escalation_waiting.subject': '您的請求 #{ticketNumber} 正在等候其他單位回覆',
  'customer.escalation_waiting.body':
    '{contactName} 您好：\n\n我們正在等候合作夥伴的回覆，並持續為您跟催。{hasNextUpdate, select, true {我們最遲會在 {nextUpdateBy} 前再次與您聯絡。} other {一有消息，我們會立即寫信給您。}}\n\n{workspaceName}',
  'customer.escalation_solved.subject': '您的請求 #{ticketNumber} 已有解決辦法',
  'customer.escalation_solved.body':
    '{contactName} 您好：\n\n我們的專人已找到解決辦法，詳情將在下一封訊息中說明。\n\n{workspaceName}',
  'customer.feedback_request.subject': '您對我們的服務滿意嗎？（#{ticketNumber}）',
  'customer.feedback_request.body':
    '{contactName} 您好：\n\n您的請求 #{ticketNumber} 已經解決。願意告訴我們您的感受嗎？只需點一下：\n\n{surveyUrl}\n\n{workspaceName}',
} satisfies Record<keyof typeof en, string>;
