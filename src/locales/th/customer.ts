import type { catalogue as en } from '../en/customer.ts';

export const catalogue = {
  'customer.someone': 'ลูกค้า',
  'customer.received_receipt.subject': 'เราได้รับคำขอของคุณแล้ว (#{ticketNumber})',
  'customer.received_receipt.body':
    'สวัสดีคุณ {contactName}\n\nขอบคุณที่ติดต่อเรา คำขอของคุณคือหมายเลข #{ticketNumber} และจะมีเจ้าหน้าที่ตอบคุณที่นี่\n\n{workspaceName}',
  'customer.escalation_started.subject': 'ความคืบหน้าของคำขอ #{ticketNumber}',
  'customer.escalation_started.body':
    'สวัสดีคุณ {contactName}\n\nคำขอของคุณต้องใช้ผู้เชี่ยวชาญ เราจึงส่งต่อให้ทีมที่แก้ไขได้แล้ว คุณไม่ต้องดำเนินการใด ๆ {hasNextUpdate, select, true {เราจะแจ้งคุณอีกครั้งภายใน {nextUpdateBy}} other {เราจะเขียนถึงคุณทันทีที่มีความคืบหน้า}}\n\n{workspaceName}',
  'customer.escalation_acknowledged.subject': 'ผู้เชี่ยวชาญกำลังดูแลคำขอ #{ticketNumber}',
  'customer.escalation_acknowledged.body':
    'สวัสดีคุณ {contactName}\n\nผู้เชี่ยวชาญรับเรื่องของคุณแล้วและกำลังดำเนินการ {hasNextUpdate, select, true {เราจะแจ้งคุณอีกครั้งภายใน {nextUpdateBy}} other {เราจะเขียนถึงคุณทันทีที่มีความคืบหน้า}}\n\n{workspaceName}',
  'customer.escalation_moved.subject': 'คำขอ #{ticketNumber} กำลังเดินหน้าต่อ',
  'customer.escalation_moved.body':
    'สวัสดีคุณ {contactName}\n\nเพื่อให้แก้ไขได้เร็วขึ้น เราได้เชิญเจ้าหน้าที่เพิ่มเติม ข้อมูลทั้งหมดของคุณถูกส่งต่อแล้ว คุณไม่ต้องเล่าซ้ำ {hasNextUpdate, select, true {เราจะแจ้งคุณอีกครั้งภายใน {nextUpdateBy}} other {เราจะเขียนถึงคุณทันทีที่มีความคืบหน้า}}\n\n{workspaceName}',
  'customer.escalation_waiting.subject': 'คำขอ #{ticketNumber} กำลังรอคำตอบจากผู้อื่น',
  'customer.escalation_waiting.body':
    'สวัสดีคุณ {contactName}\n\nเรากำลังรอคำตอบจากพันธมิตรก่อนจะดำเนินการต่อ และติดตามเรื่องให้คุณอยู่ตลอด {hasNextUpdate, select, true {เราจะแจ้งคุณอีกครั้งภายใน {nextUpdateBy}} other {เราจะเขียนถึงคุณทันทีที่มีความคืบหน้า}}\n\n{workspaceName}',
  'customer.escalation_solved.subject': 'เราพบวิธีแก้ไขสำหรับคำขอ #{ticketNumber} แล้ว',
  'customer.escalation_solved.body':
    'สวัสดีคุณ {contactName}\n\nผู้เชี่ยวชาญของเราพบวิธีแก้ไขแล้ว รายละเอียดจะอยู่ในข้อความถัดไป\n\n{workspaceName}',
  'customer.feedback_request.subject': 'เราบริการคุณเป็นอย่างไรบ้าง (#{ticketNumber})',
  'customer.feedback_request.body':
    'สวัสดีคุณ {contactName}\n\nคำขอ #{ticketNumber} ของคุณได้รับการแก้ไขแล้ว ช่วยบอกเราได้ไหมว่าเป็นอย่างไร เพียงคลิกเดียว:\n\n{surveyUrl}\n\n{workspaceName}',
} satisfies Record<keyof typeof en, string>;
