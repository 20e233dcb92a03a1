// Why a withdrawal is refused, for the seller who reads it.
import type { Language } from '../vocabulary/language.ts'
import type { WithdrawalReason } from './withdrawal.ts'

export const WITHDRAWAL_WORDS = {
  en: {
    restricted_by_sanction:
      'A decision that stands keeps this shop from withdrawing. The statement of reasons says why, until when, and how to appeal.',
    compensation_owed: 'This shop still owes money; whatever comes in pays that first.',
    withheld_by_sanction:
      'A decision that stands holds back part of the balance. It is still the shop’s and is set free when the hold ends.',
    insufficient_balance: 'The balance that may be withdrawn is smaller than the amount.',
  },
  'zh-CN': {
    restricted_by_sanction: '现行有效的处理决定限制本店提现。处理说明载明理由、期限与申诉方式。',
    compensation_owed: '本店尚有欠款，新到账的资金将先用于清偿。',
    withheld_by_sanction: '现行有效的处理决定暂扣了部分货款。该款项仍归本店所有，暂扣期满即解除。',
    insufficient_balance: '可提现余额小于申请金额。',
  },
} as const satisfies Record<Language, Record<WithdrawalReason, string>>
