/** What automatic mail says in subject and text, and where its answer prefix ends. */

/** Subjects vacation programs give their answers. */
export const AWAY_SUBJECT =
  /^(?:out[- ]of[- ](?:the[- ])?office\b|\booo\b|oof:|i(?:'m| am) (?:away|out|on)\b|away (?:from|until)\b|on (?:annual |parental |maternity |paternity |sick )?(?:leave|vacation|holiday)\b|vacation\b|abwesen|nicht im (?:b[üu]ro|hause?)|au(?:ß|ss)er haus|absence\b|absent|en cong[ée]|fuera de (?:la )?oficina|ausen(?:te|cia)|de vacaciones|fuori (?:sede|ufficio)|assen[zt]|aus[êe]ncia|afwezig|fr[åa]nvaro|frav[æa]r|poissa|nieobecno|odsotnost|отсутств|不在)/;
/** Subjects automatic answers of any kind carry. */
export const AUTO_SUBJECT =
  /^(?:auto(?:matic(?:ally)?|mated|matisch(?:e|es)?|matische|matique|m[áa]tica|matica|matyczna|maattinen|matiskt)?[- ]?(?:\w+ )?(?:reply|response|respons|responder|antwort\w*|svar|antwoord|vastaus|odpowied[źz]|generated)\b|auto:|autoresp|autosvar|r[ée]ponse automatique|respuesta autom[áa]tica|risposta automatica|resposta autom[áa]tica|odpowied[źz] automatyczna|automatick[áa] odpov[ěe]|otomatik yan[ıi]t|automatikus v[áa]lasz|автоответ|автоматический ответ|自動返信|自动回复|自動回覆|자동 ?회신)/;
/** A program wants a proof that a person wrote before it lets the mail through. */
export const CHALLENGE =
  /(?:confirm|verify|prove|validate).{0,60}(?:you are (?:a )?(?:human|real|person)|your (?:e-?mail|message|address|identity).{0,40}(?:deliver|reach|spam)|not a (?:robot|spam))|boxbe|spam ?arrest|(?:mail|sender) (?:verification|confirmation|authori[sz]ation)|(?:will (?:only )?be|be) (?:delivered|released|accepted).{0,40}(?:once|after|when|if) you (?:click|reply|confirm|verify|respond)|(?:click|reply).{0,60}to (?:be added to|get onto|join).{0,30}(?:guest ?list|white ?list|approved)|guest list|best[äa]tigen sie.{0,60}(?:absender|mensch|zustell)|challenge[- ]response|tmda|mailinblack|(?:approved|allowed|trusted) senders|(?:only (?:from )?senders|senders? (?:that|who|whom)) i have (?:approved|allowed)|(?:message|e-?mail|courriel) est (?:mis )?en attente.{0,120}(?:authentifi|lien|clique)|(?:to|and) (?:complete|finish) (?:the|this|your) (?:verification|authentication)|(?:verification|authentication|authentification) (?:required|requise|erforderlich)|requires? (?:that you verify|verification)|haga clic.{0,60}(?:verificar|entregar|liberar)|klicken sie.{0,80}(?:freizugeben|zuzustellen|best[äa]tigen, dass)/;

export const stripReplyPrefix = (subject: string): string =>
  subject.replace(
    /^(?:\s*(?:re|aw|sv|vs|antw|odp|ref|rif|res|r|fw|fwd|wg|tr|enc|rv)(?:\[\d+\]|\(\d+\))?\s*[:：]\s*|\s*\[[^\]]{1,30}\]\s*)+/iu,
    "",
  );

/** "Re:", "AW:" before everything but tags like `[EXTERNAL]`. */
export const hasReplyPrefix = (subject: string): boolean =>
  /^\s*(?:\[[^\]]{1,30}\]\s*)*(?:re|aw|sv|vs|antw|odp|ref|rif|res|r|fw|fwd|wg|tr|enc|rv)(?:\[\d+\]|\(\d+\))?\s*[:：]/iu.test(
    subject,
  );
