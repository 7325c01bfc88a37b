import type { ReplyWords } from "@/core/reply-words";

export const frenchWords: ReplyWords = {
  language: "fr",
  outOfOffice:
    /absente?s? (?:du bureau|jusqu|pour|actuellement|du \d|de l'entreprise|en ce moment|et |le |à partir|aujourd|cette)|(?:suis|serai|sommes|serons) (?:actuellement |momentan[ée]ment |pr[ée]sentement )?(?:absente?s?|en (?:cong[ée]s?|vacances|d[ée]placement|arr[êe]t|voyage|formation|rtt)|indisponibles?|injoignables?|hors (?:du|de mon) bureau|de retour)|absence du bureau|r[ée]ponse automatique d'absence|en (?:cong[ée]s?|vacances|d[ée]placement|cong[ée] (?:maternit[ée]|parental|paternit[ée]|maladie|annuel))|cong[ée] (?:maternit[ée]|parental|paternit[ée]|maladie|annuel)|(?:acc[èe]s (?:limit[ée]|restreint|r[ée]duit)|pas (?:d')?acc[èe]s) (?:à|a) (?:ma |mes |la )?(?:messagerie|bo[iî]te|e-?mails?|mails|courriels?)|(?:à|d[èe]s) mon retour|de retour (?:au bureau|le|lundi|mardi|mercredi|jeudi|vendredi|en|à partir|d[èe]s)|pendant mon absence|durant mon absence|en mon absence|(?:nos )?bureaux (?:sont|seront) ferm[ée]s|fermeture annuelle|hors du bureau/,
  iAmAway:
    /je (?:suis|serai) (?:actuellement |momentan[ée]ment |pr[ée]sentement )?(?:absente?|en (?:cong[ée]s?|vacances|d[ée]placement|arr[êe]t)|indisponible|hors (?:du|de mon) bureau)|^(?:absence|absente?)\b|actuellement (?:absente?|en cong[ée]s?|en vacances)/,
  leftCompany:
    /ne (?:fait|fais|font) plus partie|ne suis plus (?:chez|en poste|dans|salari)|n'est plus (?:en poste|pr[ée]sente?|employ[ée]e?|dans (?:l'entreprise|la soci[ée]t[ée])|chez|parmi)|(?:adresse|bo[iî]te|messagerie|compte)\b.{0,30}n'est plus (?:active?|utilis[ée]e?|valide|consult[ée]e?)|ne travaille(?:nt|s)? plus|(?<!\b(?:on|nous) )\b(?:a|ai|ayant) (?:d[ée]finitivement )?quitt[ée] (?:l'entreprise|la soci[ée]t[ée]|ses fonctions|mes fonctions|notre|le groupe|l'organisation|[a-z])|plus (?:en poste|salari[ée]e?)|à la retraite|en retraite|mon dernier jour|d[ée]c[ée]d[ée]e?|adresse (?:e-?mail |mail |électronique )?n'est plus/,
  acknowledged:
    /(?:avons|ai|a été) bien (?:re[çc]u|enregistr[ée])|bien re[çc]u votre (?:message|demande|e-?mail|mail|courriel)|votre (?:message|demande|e-?mail|mail|courriel) (?:a (?:bien )?[ée]t[ée]|est).{0,30}(?:re[çc]ue?|enregistr[ée]e?|prise? en compte|transmise?)|nous (?:vous )?(?:remercions|remercie) (?:de|pour) votre (?:message|demande|e-?mail|mail|courriel|int[ée]r[êe]t)|merci (?:de|pour) (?:nous avoir contact|votre (?:message|demande|e-?mail|mail|courriel|prise de contact))|(?:num[ée]ro|n°|r[ée]f[ée]rence) (?:de )?(?:ticket|dossier|demande|suivi)|accus[ée] de r[ée]ception|dans les (?:meilleurs|plus brefs) d[ée]lais|nous (?:reviendrons|reprendrons|r[ée]pondrons|traiterons)|ne (?:pas|merci de ne pas) r[ée]pondre (?:à|a) (?:ce|cet)/,
  stopOnly:
    /^(?:merci de (?:me )?|veuillez (?:me )?|svp |s'il vous pla[iî]t )?(?:stop(?: (?:pub|mails?|spam|sms))?|d[ée]sabonner?|d[ée]sabonne[rz](?:-moi)?|d[ée]sinscri(?:re|ption|vez-moi|vez)|me d[ée]sabonner|me d[ée]sinscrire|d[ée]sabonnement|supprimer|retirer|retirez-moi|supprimez-moi|plus de (?:mails?|e-?mails?)|arr[êe]tez|unsubscribe|r[ée]silier)(?: (?:svp|merci|s'il vous pla[iî]t|de (?:votre|la) liste|tout de suite))*$/,
  stopSentence:
    /(?:retire[rz]?|supprime[rz]?|enleve[rz]?|enl[èe]ve[rz]?|d[ée]sabonne[rz]?|d[ée]sinscri(?:re|vez)|raye[rz]?|efface[rz]?|ôte[rz]?)(?:-moi\b|-nous\b|.{0,40}\b(?:mon (?:adresse|e-?mail|mail|nom|contact)|mes (?:donn[ée]es|coordonn[ée]es)|notre (?:adresse|e-?mail|mail|nom|contact|soci[ée]t[ée])|nos (?:donn[ée]es|coordonn[ée]es)|de (?:votre|vos) (?:listes?|bases?|fichiers?|mailings?)))|me (?:d[ée]sabonner|d[ée]sinscrire|retirer|supprimer)|(?:ne (?:m'|me |nous )?(?:envoyez|[ée]crivez|contactez|recontactez|sollicitez|d[ée]mar[ch]+ez|envoyer|contacter|solliciter|[ée]crire)|ne plus (?:m'|me |nous )?(?:envoyer|[ée]crire|contacter|solliciter|recevoir|[êe]tre (?:contact|sollicit))).{0,20}(?:plus|$|de |vos|par)|ne (?:souhaite|veux|d[ée]sire|souhaitons|voulons)(?:-je)? plus (?:de )?(?:vos|ces|de) (?:mails?|e-?mails?|messages?|courriels?|publicit[ée]s?)|ne (?:souhaite|veux|d[ée]sire|souhaitons|voulons)(?:-je)? (?:plus|pas) (?:rien )?(?:recevoir|[êe]tre (?:contact|sollicit|d[ée]march)|avoir de)|(?<!\b(?:ne |n'|s'))arr[êe]te[rz]? (?:de (?:m'|me |nous )(?:[ée]crire|envoyer|contacter|solliciter|d[ée]marcher|relancer|harceler|spammer|importuner|d[ée]ranger)|vos (?:mails?|e-?mails?|messages?|envois?|courriels?|sollicitations?|relances?|d[ée]marchages?)|ces (?:mails?|e-?mails?|messages?|envois?|courriels?|sollicitations?)|l'envoi|tout)|cesse[rz]? (?:de (?:m'|me |nous )|vos|tout)|(?<!\b(?:n'ai|n'avons|re[çc]ois|recevons|re[çc]u|voudrais|aimerais)\b.{0,20})plus (?:aucun|de) (?:mails?|e-?mails?|messages?|courriels?|sollicitation)|stopper (?:vos|ces|les)|laisse[rz]?[- ](?:moi|nous) (?:tranquille|en paix)|droit d'opposition|(?<!ne )m'oppose/,
  notInterested:
    /(?:pas|plus|aucunement|gu[èe]re|jamais) (?:du tout |vraiment |plus |sp[ée]cialement |particuli[èe]rement )?(?:int[ée]ress[ée]e?s?|concern[ée]e?s?|besoin|pertinent|adapt[ée]|d'int[ée]r[êe]t|d'utilit[ée])|(?:aucun|pas d'|sans) (?:int[ée]r[êe]t|besoin|utilit[ée])|aucun besoin|\bpas (?:fait )?pour nous\b|n'(?:en )?(?:avons|ai) (?:pas|plus|aucun) (?:de |d')?(?:besoin|utilit[ée]|l'utilit[ée])|ne (?:m'|nous |me )?(?:int[ée]resse|correspond|concerne|convient)(?:nt)? (?:pas|plus)|ne (?:souhaite|souhaitons|donnerons|donnerai|d[ée]sirons)(?:-je)? (?:pas|plus) (?:donner suite|suite|poursuivre|aller plus loin)|donner (?:une )?suite favorable|^non[.! ]*$|non,? merci|merci,? (?:mais )?non|sans fa[çc]on|(?:avons|ai|travaillons|utilisons|sommes) d[ée]j[àa] (?:un|une|notre|nos|ce|cette|avec|[ée]quip|fourni|pourvu|satisfait)|d[ée]j[àa] (?:[ée]quip[ée]e?s?|un (?:prestataire|fournisseur|outil|partenaire))|(?:avons|ai) (?:choisi|opt[ée]|retenu|d[ée]cid[ée] de ne pas|pris une autre)|(?:pas|n'est pas|ne sommes pas) (?:dans (?:ce|le|cette|votre) (?:domaine|secteur|m[ée]tier|branche|activit[ée])|notre (?:domaine|secteur|m[ée]tier|activit[ée]|c[oœ]+ur))|pas la bonne personne|mauvais interlocuteur|satisfaits? de (?:notre|nos|mon)/,
  notNow:
    /(?:pas|aucun|plus).{0,25}(?:pour (?:le|l') ?(?:moment|instant)|actuellement|en ce moment|maintenant|dans l'imm[ée]diat|cette ann[ée]e|ce trimestre|à l'heure actuelle|tout de suite)|(?:pour le moment|pour l'instant|actuellement|en ce moment|à l'heure actuelle).{0,40}(?:pas|non|d[ée]bord|trop|aucun)|(?:recontacte[rz]?|relance[rz]?|revene[rz]|revenir|rappele[rz]?|rappeler|[ée]crive[rz]|reprendre|reparle[rz]?|reparlons|reprenons|contacte[rz]?).{0,50}(?:plus tard|dans (?:un|une|deux|trois|quatre|six|quelques|\d+)|en (?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre|d[ée]but|fin)|l'ann[ée]e prochaine|(?:le mois|le trimestre|la semaine|l'ann[ée]e) prochaine?|après|apr[èe]s|à la rentr[ée]e|au (?:printemps|second|premier|[1-4]e|t[1-4])|en t[1-4])|(?:peut-[êe]tre|plut[ôo]t|[ée]ventuellement) (?:plus tard|en |l'ann|le (?:mois|trimestre)|apr[èe]s|à la rentr)|(?:pas|plus) (?:de|le) (?:budget|temps)|pas le bon moment|mauvais moment|moment mal choisi|budget (?:gel[ée]|[ée]puis[ée]|boucl[ée])|trop t[ôo]t|à la rentr[ée]e|l'ann[ée]e prochaine|en attente|report(?:er|ons|[ée])\b|^(?:peut-[êe]tre )?plus tard[.! ]*$/,
  referral:
    /(?:contacte[rz]?|adresse[rz](?:-vous)?|voir avec|voyez avec|parle[rz]|[ée]crive[rz]|rapproche[rz](?:-vous)?|joindre|prendre contact).{0,50}(?:\bà\b|coll[èe]gue|avec|service|responsable|directeur|directrice|monsieur|madame|m\.|mme|[^\s@]+@[^\s@]+)|(?:transmets|transmis|transf[èe]re|transf[ée]r[ée]|fais suivre|fait suivre|mets|mis) .{0,50}(?:coll[èe]gue|copie|service|responsable|[ée]quipe|à )|(?:bon(?:ne)?|bon) (?:interlocuteur|interlocutrice|personne|contact) (?:est|serait|pour)|(?:personne|responsable) (?:en charge|comp[ée]tente|concern[ée]e).{0,20}(?:est|serait)|en copie|(?:s'en|s') ?occupe|est (?:en charge|responsable) (?:de|du)/,
  interested:
    /(?:suis|sommes|serais|serions|tr[èe]s|bien|fort|vivement) (?:tr[èe]s |bien |vivement |fortement |toujours |potentiellement )?int[ée]ress[ée]e?s?|(?:m'|nous |cela m'|ça m')int[ée]resse(?:rait)?\b(?! pas)|(?:semble|para[iî]t|a l'air) (?:tr[èe]s )?(?:int[ée]ressant|bien|bon|super|utile)|int[ée]ressant,|(?:volontiers|avec plaisir|pourquoi pas|d'accord pour|partante?s? pour)|(?:aimerais|aimerions|voudrais|voudrions|souhaite|souhaitons|souhaiterais|souhaiterions|pouvons-nous|peut-on|pourrions-nous|pourrait-on|disponible)(?! pas| plus| ne).{0,50}(?:parler|discuter|[ée]changer|rendez-vous|rdv|d[ée]mo|essayer|tester|en savoir plus|commander|acheter|rencontrer|appel|t[ée]l[ée]phon|recevoir (?:plus|une|un|votre|la)|planifier|organiser)|(?:envoye[rz]|transmette[rz]|faites)(?:-| )(?:moi|nous|parvenir|m'en|le|la).{0,60}|(?:appele[rz]|rappele[rz])(?:-| )moi|en savoir (?:un peu )?plus|plus d'informations?|^oui\b|oui,? (?:merci|volontiers|avec|je|nous)|(?:me|nous) convient\b(?! pas)|ça marche|allons-y/,
  question:
    /\?|^(?:quel|quelle|quels|quelles|comment|quand|o[uù]|qui|pourquoi|combien|est-ce|pouvez|pourriez|avez|peut-on|y a-t-il) |\b(?:une question|me demande|pr[ée]ciser|expliquer|savoir si|pourriez-vous|pouvez-vous)/,
  dates: {
    months: [
      "janv(?:ier)?|jan",
      "f[ée]v(?:r(?:ier)?)?",
      "mars?",
      "avr(?:il)?",
      "mai",
      "juin",
      "juil(?:let)?",
      "ao[ûu]t",
      "sept(?:embre)?",
      "oct(?:obre)?",
      "nov(?:embre)?",
      "d[ée]c(?:embre)?",
    ],
    weekdays: [
      "lun(?:di)?",
      "mar(?:di)",
      "mer(?:credi)?",
      "jeu(?:di)?",
      "ven(?:dredi)?",
      "sam(?:edi)?",
      "dim(?:anche)?",
    ],
    numbers: [
      "une?",
      "deux",
      "trois|quelques",
      "quatre",
      "cinq",
      "six",
      "sept",
      "huit",
      "neuf",
      "dix",
      "onze",
      "douze",
      "treize",
      "quatorze",
      "quinze",
    ],
    day: "jours?",
    week: "semaines?",
    month: "mois",
    year: "ann[ée]es?|ans?",
    quarter: "trimestre",
    tomorrow: "demain",
    next: "(?:prochaine?|suivante?)",
    within: "dans|d'ici|pour|pendant",
    of: "(?:er)?",
    back: /(?:de retour|retour|serai (?:de retour|l[àa]|de nouveau|joignable|disponible)|reviens|reviendrai|revenir|reprends|reprendrai|joignable|disponible|pr[ée]sente?|d[èe]s|à partir|r[ée]pondrai)[ ,:]*(?:(?:de nouveau|au bureau|à nouveau|parmi vous|à compter|à partir|d[èe]s|du|de|au|joignable|disponible|pr[ée]vue?)[ ,:]*)*(?:le |du |au |ce )?(?:(?:lun|mar|mer|jeu|ven)[a-z]*[,.]? ?(?:le )?)?$/,
    until:
      /(?:jusqu'(?:au|à|en)|jusque|au|à|-|–|—)[ ,:]*(?:(?:au|inclus|le|la fin (?:du|de))[ ,]*)*(?:(?:lun|mar|mer|jeu|ven|sam|dim)[a-z]*[,.]? ?(?:le )?)?$/,
    since: /(?:\bdu|depuis(?: le)?|entre(?: le)?)[ ,:]*(?:(?:lun|mar|mer|jeu|ven|sam|dim)[a-z]*[,.]? ?(?:le )?)?$/,
    monthFirst: false,
    summer: "(?:l')?[ée]t[ée]|rentr[ée]e",
  },
};
