/** Local parts and names mail systems bounce under. */
export const BOUNCE_SENDER =
  /^(?:mailer-?daemon|mail-?daemon|post[-_.]?master|postoffice|mailadmin|mailerdaemon|bounces?|mdaemon|mailsystem|mail-?delivery|mailer|double-?bounce|microsoftexchange[0-9a-f]+)(?:[-+._].*)?$/i;
export const BOUNCE_NAME =
  /mail delivery (?:sub)?system|mailer[- ]?daemon|mail ?delivery (?:service|agent)|ndr administrator|^microsoft outlook$|^postmaster\b|^system administrator$|mail administrator|mail system|internet mail (?:delivery|service)|delivery (?:failure|status)|systemadministrator|administrateur syst[eè]me|administrador del sistema/i;

/** Subjects of bounces, per language. */
export const BOUNCE_SUBJECTS: readonly RegExp[] = [
  /undeliver(?:able|ed)|(?:could|can) ?not (?:be )?deliver|un?able to deliver|delivery (?:status notification|has failed|failure|failed|error|problem|report|unsuccessful|incomplete|notification|to the following|delayed)|deliver(?:y|ed) (?:of .{0,40})?(?:failed|impossible)|returned (?:mail|e-?mail|message|to sender)|(?:mail|message|e-?mail)\s*(?:delivery)? (?:failed|failure|failure notice|error|problem|system|not delivered|could not be|was not|returned|undeliverable|bounced|delayed|status|rejected|refused)|failure notice|(?:mail|e-?mail) fail(?:ure|ed)|non-?deliver(?:able|y)|nondeliverable|not delivered|bounced? (?:mail|message|e-?mail)|returning (?:mail|message)|user unknown|rejected (?:mail|message)|message status - undeliverable|(?:warning|notice): (?:could not send|message|mail|e-?mail)|dead letter|blocked (?:by|message|mail)|mail (?:not|un)deliver|delivery notification|fatal error|mdaemon (?:warning|notification)|could not send message|your (?:e-?)?mail (?:message )?(?:was|has|to .{0,60} (?:was|has|could)).{0,30}(?:not|blocked|reject|quarantin|return)|problem delivering|unzustellbar/i,
  /unzustellbar|nicht zugestellt|nicht zustellbar|zustellung.{0,20}(?:fehlgeschlagen|verz[oö]gert|nicht m[oö]glich)|fehler bei der (?:nachrichten)?zustellung|[uü]bermittlungsfehler/i,
  /non[- ](?:remis|livr[eé]|distribu|d[eé]livr)|[eé]chec (?:de|d['’])|(?:remise|distribution|livraison).{0,30}(?:[eé]chou|impossible|retard)|message (?:non|refus[eé]|retourn[eé])|notification d['’][eé]tat de remise/i,
  /no (?:se )?(?:ha )?(?:podido |pudo |sido )?(?:ser )?entreg|no entregado|devuelto|error (?:en|de) (?:la )?entrega|fallo (?:en|de) (?:la )?entrega|no se puede entregar|notificaci[oó]n (?:de|sobre) (?:el )?estado de (?:la )?entrega/i,
  /mancat[ao] (?:consegna|recapito)|non recapitabile|impossibile recapitare|messaggio (?:non|respinto)|onbestelbaar|niet (?:af)?geleverd|kan niet worden bezorgd|n[aã]o (?:foi )?entreg|devolvid|falha (?:na|de) entrega|n[aã]o (?:p[oô]de|foi poss[ií]vel) (?:ser )?entreg|niet (?:worden )?(?:bezorgd|afgeleverd)|zwrot do nadawcy|недоставлен|не (?:может быть )?доставлен|ошибка доставки|возвращен|niedostarcz|nie można dostarczyć|ej levererat|olevererbart|ikke leveret|kan ikke leveres|toimittamaton|nedoru|teslim edilemedi/i,
  /配信(?:不能|エラー|失敗|できません)|配送(?:不能|エラー|失敗)|不達|送信(?:エラー|失敗)|エラーメール|届(?:きません|けられ)|退信|退回|无法投递|投递失败|无法送达|반송|배달(?:되지| 실패)/,
];

/** What bounce texts say about the mail itself, not about the address. */
export const BOUNCE_BODY =
  /(?:could|can|was|has|were|did|been|be|is|may)(?: ?not|n't) (?:be |been )?(?:able to )?(?:be )?(?:deliver|sent|reach|complet|process|accept)|undeliver(?:ed|able)|delivery (?:to the following|has failed|failed|failure|attempt|error|status|of your|problem|unsuccessful)|unable to (?:deliver|send|complete|process|relay)|(?:permanent|fatal|transient|non-?fatal) (?:errors?|failure)|failed (?:to deliver|recipient|permanently|addresses)|address(?:\(es\)|es)? (?:failed|had|rejected|not)|returned (?:to sender|mail|message|below|unopened)|bounced?\b|this is the (?:qmail|mail|postfix|mailer|mail delivery)|wasn't able to deliver|did not reach|generated from|created automatically by (?:the )?mail|mail (?:delivery )?(?:sub)?system|message (?:was|has been|could|you sent|below|that you sent|header).{0,60}(?:rejected|refused|not|blocked|returned|undeliver)|(?:rejected|refused) (?:your|the) (?:message|mail|e-?mail)|(?:user|host|mailbox|recipient|address|domain|account) (?:is )?(?:unknown|not found|invalid|rejected|unavailable|disabled)|unknown (?:user|address|recipient|host|domain)|no such (?:user|mailbox)|transcript of session|remote host said|following (?:recipient|address|error|destination)|nicht zugestellt|konnte nicht|unzustellbar|n['’]a (?:pas )?pu [eê]tre|non (?:remis|distribu)|no (?:se )?(?:ha )?(?:pudo|podido)|entregar|entregue|niet worden (?:bezorgd|afgeleverd)|non (?:è stato|ha potuto essere) (?:consegnat|recapitat)|nie (?:została|mogła zostać) dostarczon|не может быть доставлено|届けられ|配信|配送|エラー|宛先|退信|投递/i;

export const SMTP_ANSWER = /(?:^|[\s:;<(#"'])[45]\d\d[ \-:;]|\b[45]\.\d{1,3}\.\d{1,3}\b/;

/** A code that cannot be somebody's telephone number. */
export const SURE_ANSWER =
  /\b[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b|(?:smtp|said|error|status|response|reply|code|server|host)\W{1,3}(?:\w+\W{1,3})?[45]\d\d\b|#[45]\.\d{1,3}\.\d{1,3}/i;

/** Still trying: nothing is decided yet. */
export const DELAY =
  /(?:delivery|message|mail).{0,40}(?:delayed|has been delayed|still being|temporarily)|delayed (?:mail|delivery|message)|delivery (?:status notification )?\(?delay|(?:will|going to) (?:keep|continue|be) (?:trying|retr|attempt)|could not send message for past|not been delivered .{0,40}(?:yet|hours)|no action is required|you do not need to resend|warning message only|still (?:attempting|trying|being)|verz[oö]gert|retard[eé]e?|zustellung.{0,30}versucht|aplazad|demorad/i;
