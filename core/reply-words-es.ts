import type { ReplyWords } from "@/core/reply-words";

export const spanishWords: ReplyWords = {
  language: "es",
  outOfOffice:
    /fuera de (?:la |mi )?oficina|(?:estoy|estar[ée]|estaremos|estamos|me encuentro|me encontrar[ée]|se encuentra) (?:actualmente |temporalmente |ahora )?(?:fuera|ausente|de (?:vacaciones|viaje|baja|permiso|licencia)|en (?:un )?(?:viaje|permiso|congreso)|disfrutando|sin acceso|con acceso limitado|no disponible)|ausente (?:de|hasta|del|por|desde|en)|de vacaciones|por vacaciones|vacacional|baja (?:por )?(?:maternidad|paternidad|m[ée]dica|maternal|paternal)|permiso (?:de |por )?(?:maternidad|paternidad|parental)|licencia (?:de |por )?(?:maternidad|paternidad|m[ée]dica)|acceso limitado|sin acceso (?:a|al) (?:mi |su |el )?correo|(?:a|en) mi (?:vuelta|regreso|retorno)|a la vuelta|vuelvo (?:el|a la oficina|al trabajo)|estar[ée] de vuelta|de (?:vuelta|regreso) (?:el|en|a)|me reincorporo|me reincorporar[ée]|durante mi ausencia|en mi ausencia|(?:oficinas?|empresa) (?:permanecer[áa]n?|estar[áa]n?|est[áa]n?) cerradas?|no (?:estoy|estar[ée]) disponible/,
  iAmAway:
    /(?:estoy|estar[ée]|me encuentro|me encontrar[ée]) (?:actualmente |temporalmente |ahora )?(?:fuera(?: de (?:la |mi )?oficina)?|ausente|de (?:vacaciones|viaje|baja|permiso)|en (?:un )?viaje)|^(?:fuera de la oficina|fuera de oficina|ausente)\b/,
  leftCompany:
    /ya no (?:trabaja|(?:trabajo|laboro) (?:aqu[ií]|en|para)|forma parte de|formo parte de|est[áa] (?:en (?:la|nuestra|esta) (?:empresa|compañ[ií]a|organizaci[óo]n)|con nosotros|vinculad)|pertenece|colabora con|se encuentra (?:en (?:la|nuestra|esta) (?:empresa|compañ[ií]a)|con nosotros)|labora)|(?:ha|he|haya) (?:dejado|abandonado|causado baja)(?: de (?:trabajar|formar parte)| (?:la|nuestra|esta) (?:empresa|compañ[ií]a|organizaci[óo]n))|dej[óo] (?:de trabajar|la (?:empresa|compañ[ií]a))|no (?:trabaja|labora) (?:ya|m[áa]s)|mi [úu]ltimo d[ií]a|se ha jubilado|jubilad[oa]|falleci[óo]|(?:direcci[óo]n|correo|cuenta|buz[óo]n).{0,20}ya no (?:est[áa]|se)/,
  acknowledged:
    /(?:hemos|ha sido|se ha) (?:recibido|registrado|creado)|recibimos (?:su|tu)|(?:su|tu) (?:mensaje|correo|solicitud|consulta|petici[óo]n|e-?mail) (?:ha sido|se ha|fue).{0,30}(?:recibid|registrad|enviad)|gracias por (?:contactar(?:nos)?|ponerse en contacto|escribir(?:nos)?|su (?:mensaje|correo|consulta|inter[ée]s|e-?mail)|tu (?:mensaje|correo|consulta|e-?mail)|comunicar)|(?:n[úu]mero|n[ºo°]\.?|referencia) (?:de )?(?:ticket|caso|incidencia|solicitud|seguimiento|referencia)|acuse de recibo|(?:nos pondremos|le responderemos|te responderemos|le contestaremos|contactaremos|nos comunicaremos|responderemos).{0,60}|a la mayor brevedad|lo antes posible|no responda a este/,
  stopOnly:
    /^(?:por favor |favor de )?(?:baja|darme de baja|dar de baja|d[ée]me de baja|dadme de baja|dame de baja|cancelar(?: suscripci[óo]n)?|desuscribir(?:me)?|borrar(?:me)?|eliminar(?:me)?|elim[ií]neme|b[óo]rr(?:eme|ame)|stop|parar?|basta|no m[áa]s (?:correos?|e-?mails?|mensajes)|unsubscribe|qu[ií]t(?:eme|ame))(?: (?:por favor|gracias|ya|de (?:la|su) lista))*$/,
  stopSentence:
    /\bd(?:ar|en|e|[ée]|a|ad)(?:me|nos) de baja|\b(?:me|nos) (?:da|d[ée]|dan|den|dais|deis|d[ée]is) de baja|dar de baja (?:mi|este|esta|nuestr[oa]) (?:correo|direcci[óo]n|e-?mail|suscripci[óo]n)|(?:solicito|quiero|deseo|pido) (?:la |mi )?baja\b|\b(?:elimin(?:e|en|a|ar|ad)|borr(?:e|en|a|ar|ad)|quit(?:e|en|a|ar|ad)|retir(?:e|en|a|ar|ad)|saqu(?:e|en)|sac(?:a|ar|ad)|suprim(?:a|an|ir)|exclu(?:ya|yan|ir))\b.{0,50}(?:mi (?:correo|direcci[óo]n|e-?mail|nombre|contacto)|mis datos|de (?:su|esta|vuestra|tu) (?:lista|base))|\b(?:elimin|borr|quit|retir|sac)ar(?:me|nos)\b|\b(?:me|nos) (?:elimin|borr|quit|retir|saqu)(?:e|en|a|an) de\b|\bno vuelva[ns]? a (?:escribir|contactar|llamar|enviar|molestar)(?:me|nos)\b|(?:elim[ií]n|b[óo]rr|qu[ií]t|ret[ií]r|s[áa]qu)(?:e|a|en)(?:me|nos)|\bno (?:me|nos) (?:env[ií]|mand)(?:e|en|es|[ée]is)\b(?: m[áa]s\b| nada\b|.{0,20}\b(?:correos?|e-?mails?|mensajes|publicidad|spam)\b|[.! ]*$)|\bno (?:me|nos) (?:escriba[ns]?|escrib[áa]is|contacte[ns]?|molest(?:e|en|es|[ée]is)|llam(?:e|en|es|[ée]is)|volv[áa]is a|vuelva[ns]? a)(?![a-záéíóúñ])(?!.{0,25}(?:todav[ií]a|a[úu]n\b|hasta|antes|hoy|ahora|el (?:lunes|martes|mi[ée]rcoles|jueves|viernes)))|\b(?:dej(?:e|en|a|ad)|par(?:e|en|a|ad)) de (?:enviar|escribir|contactar|molestar|mandar|llamar)(?:me|nos)?\b|(?:no (?:deseo|quiero|deseamos|queremos)|ya no (?:deseo|quiero)|no (?:me|nos) interesa) (?:recibir|que me (?:contact|escrib|env)|seguir recibiendo|m[áa]s correos)|no (?:recibir|quiero) m[áa]s (?:correos?|e-?mails?|mensajes)|ning[úu]n (?:otro )?(?:correo|mensaje|e-?mail) m[áa]s|cancelar (?:mi |la )?suscripci[óo]n|desuscri|\bd[ée]j(?:e|en|a|ad)(?:me|nos) en paz/,
  notInterested:
    /no (?:estoy|estamos|est[áa]n|me encuentro) (?:muy |realmente |ya |para nada )?(?:interesad[oa]s?|buscando|en (?:ese|el|este|su) (?:negocio|sector|mercado|ramo|rubro))|no (?:me|nos|le) (?:interesa|convence|sirve|encaja|aplica|corresponde)|(?:ning[úu]n|sin) inter[ée]s|no tenemos (?:inter[ée]s|necesidad)|no (?:lo |la )?(?:necesit(?:o|amos)|requerimos|requiero)|^no[.! ]*$|no,? (?:muchas )?gracias|gracias,? pero no|no es (?:para (?:m[ií]|nosotros)|relevante|de (?:nuestro|mi) inter[ée]s|lo que (?:buscamos|necesitamos)|nuestro (?:sector|negocio|campo|ramo|rubro)|un buen encaje)|ya (?:tenemos|contamos|trabajamos|usamos|utilizamos|disponemos|tengo|uso)|(?:hemos|he) (?:elegido|decidido|optado|escogido|contratado) (?:otr|por otr|no |a otr|con otr)|preferimos no|no vamos a (?:continuar|seguir|comprar|avanzar)|no (?:nos dedicamos|me dedico|trabajamos) (?:a|en|con) (?:eso|esto|ese|este)|persona equivocada|no soy la persona|(?:satisfech|content)[oa]s con (?:nuestr|el|la)|descart(?:amos|ado|o)\b|no procede/,
  notNow:
    /(?:ahora mismo|en este momento|por (?:el momento|ahora)|actualmente|de momento|este (?:año|trimestre|mes)|hoy por hoy).{0,40}(?:\bno\b|sin|ocupad|imposible|complicado)|\bno\b.{0,40}(?:ahora mismo|en este momento|por (?:el momento|ahora)|actualmente|de momento|todav[ií]a|a[úu]n|este (?:año|trimestre|mes))|(?:escr[ií]b|cont[áa]ct|ll[áa]m|vu[ée]lv|volv|h[áa]bl|ret[óo]m|b[úu]sc|recu[ée]rd|record|preg[úu]nt)\w*.{0,50}(?:m[áa]s adelante|en (?:un|una|dos|tres|cuatro|seis|unos|unas|\d+|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|primavera|verano|otoño|invierno)|despu[ée]s|tras|dentro de|el (?:mes|año|trimestre|pr[óo]ximo)|la (?:semana|primavera) |el pr[óo]ximo|pr[óo]ximo (?:mes|año|trimestre)|luego)|(?:quiz[áa]s?|tal vez|a lo mejor) (?:m[áa]s adelante|en |el |despu[ée]s|dentro)|m[áa]s adelante|en otro momento|otro d[ií]a|(?:no tenemos|no tengo|sin|no hay) (?:presupuesto|tiempo|capacidad|recursos)|no es (?:un |el )?(?:buen )?momento|mal momento|presupuesto (?:cerrado|congelado|agotado)|demasiado pronto|el (?:año|mes|trimestre) que viene|pr[óo]ximo (?:año|trimestre)|en pausa|aplazar|posponer|^ahora no\b|^(?:m[áa]s tarde|luego)[.! ]*$/,
  referral:
    /(?:contact(?:e|en|a|ar)|hable[ns]?|habla|habl(?:e|ar)|escr[ií]b(?:a|an|e|ir)(?:le)?|dir[ií]ja(?:se|nse)|dirigir(?:se)?|ponerse en contacto|p[óo]ngase en contacto|comun[ií]quese|consulte).{0,50}(?:\bcon\b|\ba\b|compañer|colega|departamento|responsable|director|jefe|[^\s@]+@[^\s@]+)|(?:reenv[ií]o|reenviado|he pasado|paso|pongo|traslado|derivo|le copio|copio).{0,40}(?:compañer|copia|colega|responsable|departamento|equipo|jefe|\ba\b)|(?:la persona|el contacto|quien) (?:adecuad[oa]|correct[oa]|indicad[oa]|responsable|encargad[oa]|que lleva|lleva|se encarga)|en copia|se (?:encarga|ocupa) de (?:esto|ello|eso|este|estos|todo)|lo lleva|es (?:el|la) (?:responsable|encargad[oa]) de/,
  interested:
    /(?:estoy|estamos|estar[ií]a|estar[ií]amos|muy|s[ií],?|bastante) (?:muy |bastante |realmente )?interesad[oa]s?|(?:me|nos) interesa(?:r[ií]a)?\b|(?:suena|parece|pinta|se ve) (?:muy )?(?:bien|interesante|genial|estupendo|perfecto)|(?:me|nos) (?:gustar[ií]a|encantar[ií]a|vendr[ií]a)|(?:podemos|podr[ií]amos|quiero|queremos|quisiera|quisi[ée]ramos|encantad[oa] de|vamos a|disponible para|agendemos|agendamos)(?! no).{0,50}(?:hablar|llamada|reuni[óo]n|reunir|demo|probar|prueba|saber m[áa]s|m[áa]s informaci[óo]n|comprar|pedir|cita|conversar|agendar|quedar|contratar|ver)|(?:env[ií]e(?:me|nos|n)?|env[ií]a(?:me|nos)|m[áa]nd(?:e|a)(?:me|nos)|p[áa]s(?:e|a)(?:me|nos)|h[áa]g(?:a)?(?:me|nos)).{0,60}(?:informaci[óo]n|propuesta|presupuesto|precios?|detalles|oferta|cat[áa]logo|enlace|contrato|datos|invitaci[óo]n)|(?:ll[áa]m(?:e|a)(?:me|nos))|^s[ií]\b|s[ií],? (?:por favor|claro|gracias|me|nos)|(?:me|nos) (?:viene|va) bien|adelante|claro que s[ií]|m[áa]s informaci[óo]n|saber m[áa]s/,
  question:
    /\?|¿|^(?:qu[ée]|c[óo]mo|cu[áa]ndo|d[óo]nde|qui[ée]n|por qu[ée]|cu[áa]l|cu[áa]nto|puede|pueden|podr[ií]a|tiene|hay|es|son) |\b(?:una (?:pregunta|duda|consulta)|me pregunto|aclarar|explicar|podr[ií]a (?:decirme|explicarme|confirmar))/,
  dates: {
    months: [
      "ene(?:ro)?",
      "feb(?:rero)?",
      "mar(?:zo)?",
      "abr(?:il)?",
      "may(?:o)?",
      "jun(?:io)?",
      "jul(?:io)?",
      "ago(?:sto)?",
      "sep?t?(?:iembre)?",
      "oct(?:ubre)?",
      "nov(?:iembre)?",
      "dic(?:iembre)?",
    ],
    weekdays: [
      "lun(?:es)?",
      "mar(?:tes)",
      "mi[ée](?:rcoles)?",
      "jue(?:ves)?",
      "vie(?:rnes)?",
      "s[áa]b(?:ado)?",
      "dom(?:ingo)?",
    ],
    numbers: [
      "una?|un",
      "dos",
      "tres|unos|unas|algunas?|algunos",
      "cuatro",
      "cinco",
      "seis",
      "siete",
      "ocho",
      "nueve",
      "diez",
      "once",
      "doce",
      "trece",
      "catorce",
      "quince",
    ],
    day: "d[ií]as?",
    week: "semanas?",
    month: "mes(?:es)?",
    year: "años?",
    quarter: "trimestre",
    tomorrow: "mañana(?! por la)",
    next: "(?:pr[óo]xim[oa]|siguiente|que viene|entrante)",
    within: "en|dentro de|por|durante",
    of: "(?:º|o)?(?: de)?",
    back: /(?:vuelvo|volver[ée]|regreso|regresar[ée]|vuelta|de regreso|reincorporo|reincorporar[ée]|disponible|retorno|estar[ée] (?:de vuelta|de regreso|disponible|de nuevo)|a partir|desde|incorporaci[óo]n|contestar[ée]|responder[ée])[ ,:]*(?:(?:a la oficina|al trabajo|de nuevo|nuevamente|otra vez|a partir|de(?:l)?|desde|a)[ ,:]*)*(?:el )?(?:d[ií]a )?(?:(?:lun|mar|mi[ée]|jue|vie)[a-zé]*[,.]? ?(?:d[ií]a )?)?$/,
    until:
      /(?:hasta|al|a|-|–|—)[ ,:]*(?:(?:el|pr[óo]ximo|d[ií]a|finales de|inclusive)[ ,]*)*(?:(?:lun|mar|mi[ée]|jue|vie|s[áa]b|dom)[a-zé]*[,.]? ?(?:d[ií]a )?)?$/,
    since:
      /(?:\bdel|desde(?: el)?|entre(?: el)?)[ ,:]*(?:d[ií]a )?(?:(?:lun|mar|mi[ée]|jue|vie|s[áa]b|dom)[a-zé]*[,.]? ?)?$/,
    monthFirst: false,
    summer: "verano",
  },
};
