import type { ReplyWords } from "@/core/reply-words";

const AWAY =
  "(?:away|out(?: of (?:town|the country))?|travell?ing|unavailable|off (?:work|sick|today|until)|at an? (?:conference|trade ?show|offsite)|not (?:in(?: the office)?|available|working|at work|at my desk|checking e-?mail)|on (?:an? |my )?(?:[a-z]+ )?(?:leave|vacation|holidays?|pto|sabbatical|business trip|honeymoon|furlough))";

export const englishWords: ReplyWords = {
  language: "en",
  outOfOffice: new RegExp(
    `\\bout of (?:the |my |our )?office\\b|\\booo\\b|(?:am|'m|will be|'ll be|are|is|be|been) (?:currently |presently |now |temporarily |also )*${AWAY}\\b|on (?:maternity|paternity|parental|annual|sick|medical|family) leave|(?:no|limited|intermittent|little|infrequent|sporadic|restricted|patchy) (?:internet |e-?mail )?(?:access|availability|connectivity)|away from (?:my |the )?(?:desk|e-?mail|office|computer)|(?:back|return|returning) (?:in|to) (?:the )?(?:office|work)|(?:up)?on my return|when i (?:return|get back|am back|'m back)|after i return|i (?:will |shall |'ll )?(?:be back|return)\\b|enjoying (?:some )?(?:time off|my (?:vacation|holiday))|office (?:is|will be) closed|closed for (?:the )?(?:holidays|christmas)|during my absence|in my absence`,
  ),
  iAmAway: new RegExp(
    `\\b(?:i am|i'm|i will be|i'll be|im) (?:currently |presently |now |temporarily )*(?:out of (?:the |my )?office|ooo|away from|${AWAY})|^(?:out of office|ooo)\\b|^(?:thank you|thanks) for your (?:e-?mail|message|mail).{0,40}(?:out of|away|on leave|on vacation|on holiday)`,
  ),
  leftCompany:
    /(?<!\b(?:we|we're|we are|we've been|it|it's|it is|link|page|button|tool|app) )no longer (?:with\b|works? (?:here|there|at|for|with (?:us|the))|working (?:here|at|for|with (?:us|the))|employed|at\b(?! capacity)|part of (?:the|our|this) (?:company|team|organi[sz]ation|firm|business|staff)|in (?:this|my|the) (?:role|position|company)|an? employee|a member of)|\bleft the (?:company|organi[sz]ation|firm|business)\b|(?:has|have|i've|he's|she's|they've|recently) (?:now )?left (?:the (?:company|organi[sz]ation|firm|business|team)|us\b|[a-z]+ (?:inc|ltd|gmbh))|\bi(?: have|'ve)? (?:now |just |recently )?left (?!(?:you|him|her|them|it|a|an|the|my|your|our|some|this|that|two|three|several|out|off|behind|for|work|home|early|late|feedback|comments?|notes?|voicemail|messages?|word|room|things?)\b)[a-z][\w&. -]{1,30}(?: (?:in|on|last|at the end)|\.|,|$)|my last (?:working )?day (?:at|with|was|is)|is no longer (?:here|with)|does(?: not|n't) work here (?:any ?more|anymore)|don't work (?:here|there) any ?more|(?:this (?:mailbox|address|e-?mail(?: address)?|account)|the (?:mailbox|address|e-?mail address)) is no longer (?:monitored|active|in use|used|valid)|(?<!\bwe(?:'ve| have)?(?: \w+)? )\bmoved on (?:from|to)\b|has retired|i have retired|passed away/,
  acknowledged:
    /(?:we(?:'ve| have)|has been|was) (?:successfully )?(?:received|logged|registered|submitted|created|opened)|(?:received|got) your (?:e-?mail|message|request|inquiry|enquiry|ticket)|reply above this line|thank(?:s| you) for (?:contacting|reaching|getting in touch|your (?:e-?mail|message|mail|inquiry|enquiry|request|interest))|(?:ticket|case|request|reference|incident|support) ?(?:number|no\.?|id|ref(?:erence)?)? ?(?:is |[#:])? ?\[?#?[a-z]{0,4}-?\d{3,}|one of our (?:team|agents|representatives)|(?:will|we'll) (?:get back|respond|reply|be in touch|contact you).{0,40}(?:shortly|soon|within|as soon|asap|possible|business)|do not reply to this/,
  stopOnly:
    /^(?:please |pls |kindly )?(?:unsubscribe|stop(?: it| this| please| e-?mailing| mailing| sending| writing| now)?|remove|opt[ -]?out|take me off|delete me|no more(?: e-?mails?| mails?)?|cancel|leave me alone|end)(?: me| us)?(?: (?:please|now|thanks?|thank you|from (?:the |your )?list|from this list))*$/,
  stopSentence:
    /(?<!\b(?:don't|do not|didn't|not|never) (?:\w+ )?)(?:remove|delete|unsubscribe|strike) (?:me|us|my (?:e-?mail|address|name|contact|data|details|info)|our (?:e-?mail|address|company)|this (?:address|e-?mail))\b(?!.{0,40}\b(?:wait(?:ing)? ?list|invit\w*|meeting|call|calendar|trial|demo|beta|yesterday|this morning|earlier)\b).{0,40}\b(?:from|off)\b|(?<!\b(?:don't|do not|didn't|not|never) )\b(?:take|drop|get) (?:me|us|my (?:name|e-?mail|address)|our (?:name|e-?mail|address)|this (?:address|e-?mail)) (?:off|out|from)\b(?: of)?(?: (?:your|this|the|these|all|any|that|every)\b.{0,40}(?:list|database|mail|campaign|sequence|newsletter|distribution|system|crm)|,? (?:please|now|thanks?)\b|[.! ]*$)|(?<!\b(?:don't|do not|didn't|not|never) (?:\w+ )?)unsubscribe (?:me|us)\b|(?:^|[,:] ?|\b(?:please|pls|plz|kindly|just|and|(?:how|where) (?:do|can) (?:i|we)|(?:i|we|me|i'd|we'd)(?: \w+)? (?:want|like|wish|need|trying|tried|asked) to|how to|let me|trying to) )unsubscribe\b(?!(?: ?[|<[]|-)| (?:requests?|links?|pages?|buttons?|rates?|headers?|options?|features?|process|flows?|handling|events?|here|by|via|or manage|at any)\b)|unsubscribe (?:link|button|page|option)s?\b.{0,30}(?:\bnot\b|n't|broken|fail|dead|missing|nowhere)|\b(?:i|we)(?:'ve| have)? (?:already |just )?unsubscribed\b|(?<!\b(?:we|i|they|it|can't|cannot|couldn't|won't|not|never|(?<!\byou )don't|didn't|to not|(?:want|need|like|going|plan|hope|try|trying|able|decided|forced) to|(?:help|helps|let|lets|make|makes) (?:me|us|you|them|people)) )\bstop (?:e-?mailing|contacting|writing|sending|spamming|mailing|bothering|messaging|harassing|pestering)\b(?! (?:when|if|once|after|as soon)\b)|\b(?:appreciate|grateful|glad|happy|prefer|wish|nice|great)\b.{0,30}\bstop(?:ped)? (?:e-?mailing|contacting|writing|sending|messaging)\b|\b(?:like|want|wish|ask|asked|asking|request|prefer|need|love)\b.{0,20}\b(?:to be|being|be) (?:removed|taken off|deleted|unsubscribed)(?! from (?:the )?(?:project|meeting|call|trial|wait))|\bwant off (?:this|your|the)\b.{0,20}\blist|enough (?:with|of) (?:the|your|these) (?:e-?mails?|mails?|messages|spam)|(?:do not|don't|never) (?:ever )?send (?:me|us) (?:any(?:thing)?|more|further|e-?mails?|mails?|messages?|these|this|such)\b(?!.{0,40}\b(?:yet|until|before|contracts?|invoices?)\b)|where.{0,20}unsubscribe (?:link|button|option)|\b(?:remove|delete|erase) my (?:name|e-?mail(?: address)?|address|contact(?: details)?)(?: and (?:my )?[\w-]+)?[.! ]*$|(?:do not|don't|never) (?:ever )?(?:e-?mail|contact|write|message|mail)(?: to)? (?:me|us)(?: (?:again|any ?more|ever|please|with)|\s*$)|(?:not|n't|no longer) (?:wish|want|like|care) to (?:(?:receive|hear)\b.{0,40}\b(?:e-?mails?|mails?|messages?|newsletters?|communications?|marketing|offers?|adverts?|spam|from you|this|these|them|any ?more|anything)\b|get\b.{0,30}\b(?:e-?mails?|mails?|messages?|newsletters?|marketing|spam|from you)\b|be (?:contacted|e-?mailed|called|bothered)(?! (?:by|via|on|over|through) (?:\w+ )?(?:phone|telephone|text|sms|whatsapp|mobile|linkedin)))|\bopt (?:me|us) out|\b(?:i|we)(?:'m| am|'re| are|'d| would)?(?: \w+){0,3} opt(?:ing)? out\b(?! of (?:the |our |your |an? )?(?:\w+ )?(?:plan|contract|subscription|renewal|trial|add-on|feature|tracking|package))|^(?:please )?opt(?:ing)? out\b|how (?:do|can) (?:i|we) opt out|remove from (?:your |the |this )?(?:mailing )?list|(?<!\b(?:don't|do not|didn't|not|never|(?:does|do|will|would) (?:you|it) (?:\w+ )?) ?)(?:delete|erase|remove) (?:all )?(?:my|our) (?:personal )?(?:data|details|information)|(?<!\b(?:he|she|they|who|it|customers?|people|users?) )(?:never|did(?: not|n't)|do(?: not|n't) remember) (?:subscrib|sign(?:ed|ing)? up|opt(?:ed|ing)? in|asked? (?:for|to)(?: (?:be|receive|get|this|these|it|your|any|such|them)\b|[.! ]*$))(?!.{0,40}\b(?:demo|plan|trial|account|course|webinar|product|premium|pro|feature|call|meeting)\b)|(?:this|that|it) is spam\b|\b(?:report|mark|flag)(?:ing|ed)? (?:this|it|you|your|these|all|them).{0,40}as spam\b|spammer|\bfuck (?:off|you)|\bfucking (?:spam|e-?mail|mail)|^(?:please |just |now )?(?:piss off|go away|get lost)\b|cease (?:and desist|all|any|further|contact)|(?<!\b(?:had|have|has|got|get|getting|received|receive|saw|see|seen|heard|was|were|is|are|there's|be) )no (?:more|further) (?:e-?mails?|mails?|messages?|contact|communication)/,
  notInterested:
    /(?:not|no longer|isn't|aren't|n't|never) (?:really |at all |that |very |particularly |be |been )*interested|no (?:real |actual )?interest\b|(?:not|isn't|aren't|n't|wouldn't be|won't be) (?:quite |really |actually )?(?:an? |the )?(?:good |right |great )?(?:fit|match)\b|(?:not|isn't|n't) (?:really |that )?(?:relevant|applicable|of interest|something (?:we|i|for)|for (?:us|me)\b|what we)|(?:are|'re|am|'m) (?:not|no longer) (?:in (?:the|that|this|your|any) (?:\w+ )?(?:business|market|industry|field|line)|looking|buying|hiring|the right|responsible|in need)|(?:don't|do not|doesn't|does not|no|never) (?:really |actually |currently )?(?:have (?:a |any )?)?(?:need|use for)\b|^(?:no|nope|nah|no way|never)[.! ]*$|^no[,.]? (?:thanks?|thank you)|signed (?:up )?with|not (?:my|our) (?:department|area|responsibility|job|field)|\bno,? thanks?(?: you)?\b|no thank you|(?:we|i)(?: have|'ve)? already (?:have|use|using|work|signed|got|chose|went)|(?:we|i)(?: have|'ve)? (?:chosen|decided|gone|went|opted|settled) (?:with|for|against|on|to go with|not to)|(?:i'll|we'll|i will|we will|going to|have to|must|i'd|gonna) (?:have to )?(?:pass|decline)\b|(?:pass|decline) on this|not (?:going to|planning to|able to) (?:buy|move|proceed|go|continue)|happy with (?:our|what we|the (?:current|one))|(?:we|i) (?:don't|do not) (?:do|offer|sell|use|deal|handle|work) (?:that|this|these|it|with|in)|does(?:n't| not) apply|wrong (?:company|person|number|address)|we(?: are|'re) (?:all )?(?:set|good|covered)\b|(?:built|developed|made|wrote|do|did|run|handle|manage|keep) (?:\w+ ){0,3}in-?house|(?:sold|closed(?: down)?|shut down|wound up) (?:the|our|my) (?:company|business|shop|store|firm)|not worth|waste of (?:my|our|your) time|please close (?:this|my|the) (?:file|case)|we have (?:our own|an? (?:in-house|existing))/,
  notNow:
    /\bnot (?:right now|now|at (?:the|this) (?:moment|time|point|stage)|a good time|the right time|this (?:month|quarter|year|week)|yet|until|before)\b|(?:bad|wrong) (?:time|timing|moment)|timing (?:is|isn't|was)|(?:right now|at the moment|currently).{0,20}(?:not|no budget|too busy)|(?!look after\b)(?:get|come|circle|check|reach|follow|write|contact|ping|try|call|talk|touch|speak|reconnect|revisit|look)(?: to)?(?: me| us| at (?:this|it))?(?: back| again| in| out| up| base)*(?: (?:with|to) (?:me|us|you))? (?:again |back )?(?:in (?:a |the |about )?(?:few|couple|two|three|four|five|six|\d+|january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]|spring|summer|autumn|fall|winter|new year|second half|next)|after|later|next (?:week|month|quarter|year|spring|summer|autumn|fall|winter)|towards|end of|around|sometime)|(?:maybe|perhaps|possibly) (?:later|next|in (?:a|the|q|\d)|another time|after)|another time|(?:too )?(?:busy|swamped|slammed|tied up)\b.{0,30}(?:now|moment|until|till|week|month)|no (?:budget|time|capacity|bandwidth|resources)\b|(?:don't|do not) have (?:the |any )?(?:budget|time|capacity|bandwidth|resources)|later (?:this|in the) (?:year|month|quarter)|budget (?:is |has been )?(?:frozen|spent|freeze|cut)|(?:put|putting|is|are) .{0,30}on hold|in a few (?:weeks|months)|remind me|next (?:quarter|fiscal|budget|year)|too early|not (?:a|our|my|an?) (?:current )?priority/,
  referral:
    /(?:contact|\btry|send (?:this|it|your \w+) to|talk to|speak (?:to|with)|reach out to|reach|write to|e-?mail|ask|get in touch with|connect with|direct (?:this|your|it) .{0,20}to|forward(?:ed|ing)?|cc'?(?:ing|ed|'d)?|copying|copied|loop(?:ing|ed)? in|adding|added|connect(?:ing)? you (?:with|to)|introduc(?:e|ing) you to|pass(?:ed|ing)? (?:this|it|your) .{0,20}to).{0,50}(?:colleague|boss|manager|supervisor|head of|director|\bteam\b|instead|who(?:'s| is| handles| takes| looks| can| manages| will)|\bmy\b|\bour\b|\bcto\b|\bceo\b|\bcfo\b|\bcmo\b|department|procurement|purchasing|[^\s@]+@[^\s@]+|here\b|who (?:runs|leads|owns|does|oversees))|(?:you(?:'d| would| should| might| may|'ll)? (?:want|need|have) to|you should) (?:talk|speak|write|reach out) (?:to|with)|(?:right|best|correct|better) (?:person|contact|one) (?:is|would be|for|to)|(?:in charge|responsible) (?:of|for) (?:this|that|it) (?:is|would)|(?:new|different|other) (?:e-?mail )?address(?: now)? (?:is|:)|is (?:handled|managed|decided|dealt with) by|(?:handles|takes care of|looks after|is in charge of|is responsible for) (?:this|that|these|it|all|our)/,
  interested:
    /(?:am|'m|are|'re|be|very|quite|yes|definitely|would be|might be|could be|we|i) (?:very |really |quite |definitely |also |certainly |indeed )*interested|(?:what|which) (?:times?|days?|slots?|dates?) (?:work|suit|are good)|when (?:are|would|can) you (?:be )?(?:free|available|have time|talk|meet)|(?:sounds|looks|seems) (?:\w+ )?(?:good|great|interesting|perfect|promising|useful|like (?:a|something))|(?<!\byou(?:'d| would| should| might| may|'ll)? )(?:let's|let us|can we|could we|can i|could i|may i|shall we|happy to|love to|like to|want to|glad to|keen to|ready to|up for|free (?:for|on|to|at)|open to|available (?:for|on|to|at)).{0,40}\b(?:talk|chat|call|meet|meeting|demo|discuss|see|try|trial|know more|learn more|hear more|schedule|book|set up|speak|start|sign up|buy|order|connect|purchase|proceed|upgrade)\b|(?:book|schedule|set up|arrange) (?:a|an|some|me) (?:\w+ )?(?:call|demo|meeting|time|chat|trial)|\bsend (?:me|us|over|through|it|the|a|your|more|some).{0,40}(?:info|details|pricing|prices|price list|proposal|quote|offer|contract|information|deck|brochure|link|invite|invitation|material|sample|agreement|over)|tell me more|know more|more information|count (?:me|us) in|^(?:yes|yeah|yep|sure|absolutely|of course)\b(?! but)|yes,? please|(?:monday|tuesday|wednesday|thursday|friday|tomorrow|next week|\d ?(?:am|pm)|that|it|time) (?:works|is fine|suits|would work|sounds)|\bcall me\b|give me a (?:call|ring)|(?:i'd|we'd|i would|we would) (?:love|like|be (?:happy|glad|keen|interested))|\bkeen\b|go ahead|let's do (?:it|this)|great idea|works for (?:me|us)|sign (?:me|us) up|where do i sign|(?<!\byou(?:'d| would| should| might| may|'ll)? )want (?:to|one|it|this)\b/,
  question:
    /\?|^(?:what|how|when|where|who|why|which) |^(?:can|could|do|does|is|are|would|will|did|has|have|should) (?:you|i|we|they|he|she|it|this|that|there|your|the|these|those|any|anyone|somebody|someone)\b|\b(?:wonder(?:ing)?|curious|clarify|explain|a (?:quick )?question|questions? about|could you (?:tell|explain|confirm)|can you (?:tell|explain|confirm|send))/,
  dates: {
    months: [
      "jan(?:uary)?",
      "feb(?:ruary)?",
      "mar(?:ch)?",
      "apr(?:il)?",
      "may",
      "june?",
      "july?",
      "aug(?:ust)?",
      "sept?(?:ember)?",
      "oct(?:ober)?",
      "nov(?:ember)?",
      "dec(?:ember)?",
    ],
    weekdays: [
      "mon(?:day)?",
      "tue(?:s(?:day)?)?",
      "wed(?:nesday)?",
      "thu(?:r(?:s(?:day)?)?)?",
      "fri(?:day)?",
      "sat(?:urday)?",
      "sun(?:day)?",
    ],
    numbers: [
      "one|a|an",
      "two|a couple(?: of)?",
      "three|a few",
      "four",
      "five",
      "six",
      "seven",
      "eight",
      "nine",
      "ten",
      "eleven",
      "twelve",
    ],
    day: "days?",
    week: "weeks?",
    month: "months?",
    year: "years?",
    quarter: "quarter",
    tomorrow: "tomorrow",
    next: "next|the following|the coming",
    within: "in|within|for(?: the next)?|about",
    of: "(?:st|nd|rd|th)?(?: of)?",
    back: /(?:back|return(?:ing)?|available(?: again)?|resume|reachable|in the office|at (?:my desk|work)|reply|respond|get back to you)(?: (?:again|to (?:the )?(?:office|work|you|my desk)|in (?:the )?office|at (?:the office|my desk|work)|from))*[ ,:]*(?:\(?(?:on|by|from|as of|starting|after|around|at the start of|beginning)\b)?[ ,]*(?:the )?(?:morning of )?$/,
    until:
      /(?:until|till|til|through|thru|up to|to|-|–|—|before|ending|untill|'til)[ ,:]*(?:and including |the end of |end of |on )?(?:the )?$/,
    since: /(?:from|since|starting|beginning|between|as of|effective|departing|leaving)[ ,:]*(?:on )?(?:the )?$/,
    monthFirst: true,
    summer: "summer",
  },
};
