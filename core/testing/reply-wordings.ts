/** What people answer in English, a line each, by what it is; `goes_on`: for a person to answer, whatever words of leaving stand in it. */
export const englishWordings: Readonly<Record<string, string>> = {
  unsubscribe: `
Stop
STOP.
Unsubscribe
Unsubscribe please
Remove
Remove me
Please remove me.
take me off this list
Take me off your mailing list please
Do not contact me again.
Don't email me anymore
Stop emailing me!
Please stop sending these
opt out
OPT-OUT
I did not sign up for this. Delete my details.
Please delete my data under GDPR.
Remove me from your database
Lose my email address
Leave me alone
Quit emailing me
no more emails please
I'd like to be taken off your list
Can you please take me off of your distribution?
This is spam. Stop.
UNSUBSCRIBE ME NOW!!!
pls unsub
unsub
Please don't send me any more messages.
Not interested, please remove me from your list.
Not interested. Don't contact me again
Who are you? How did you get my email? Remove me
I've asked you twice to stop.
I no longer wish to receive these emails
Kindly remove me from your contact list
Stop it.
Enough. Stop.
Please cancel my subscription to these emails
Please take my name off your list.
I don't want your emails.
I never asked for these emails, please stop.
Please stop contacting me
Cease all further communication.
Remove my email address from your records immediately or I will report you.
How do I get off this mailing list?
Can you unsubscribe me?
Please unsubscribe this address.
Hi Ana, please take us off your list. Thanks, Tom
Do not send me unsolicited email.
Under GDPR I object to the processing of my personal data.
STOP SPAMMING ME
Stop messaging me.
Please don't reach out again.
please don't follow up any more
No further contact please.
This is harassment, do not write to me again.
Newsletter abbestellen
Veuillez supprimer mon adresse de vos fichiers
Retirez-moi de vos listes
No vuelvan a contactarme
Cancellami
Cancellatemi dalla lista
Rimuovetemi dalla vostra mailing list
Disiscrivetemi
Cancellate i miei dati
Disiscrizione
Smettetela di scrivermi
Uitschrijven
Afmelden
Verwijder mijn gegevens
Descadastrar
Retirem o meu contacto da vossa base de dados
Dezabonare
Would you kindly take me off the mailing list.
I'm begging you, stop these emails.
Please discontinue sending me this.
I keep getting these. Please make it stop.
We do not wish to be contacted by your company.
Kindly cease and desist from contacting me.
Please remove our company from your outreach list.
Not sure how I ended up on this list but please take me off it.
Third time asking: REMOVE ME
Please erase my personal information.
I have no interest in receiving further correspondence.
Please refrain from emailing me.
Do not add me to any lists.
Please mark this address as do not contact.
I'd prefer not to receive these anymore.
Don't ever contact me again!!
Unsubscribe tom.reed@acme.example
remove from list`,
  not_interested: `
Not interested.
Not interested, thanks
No thanks
No thank you
No thank you.
No, thank you, we're fine.
No.
nope
We're all set.
We're good, thanks
Thanks but no thanks
I'll pass
I'll have to pass on this one.
This isn't for us
Not a fit for us
Not a good fit.
We already have a solution and are happy with it.
We just signed with a competitor
We don't need this
Not relevant for us
We've decided to go with another vendor
hard pass
I'm not interested at all
We do this in-house
We won't be moving forward
Unfortunately we're not looking for this.
Thank you for reaching out, however we are not interested.
We decided against it.
I'm afraid it's a no from us.
Thanks for the offer, but this is not something we need.
We are happy with our current provider.
Hi Ana, I appreciate the note but we have no interest. Best, Tom
We have no use for it.
Thanks, but we're going in a different direction.
We are not in the market for this.
No lo necesitamos
İlgilenmiyorum
I'm not interested.
I am not interested
We are not interested at this point or in the future.
Thanks for thinking of us but we'll decline.
This does not match our needs.
We're covered on this front.
Appreciate it, but no.
Not my cup of tea
It's a no for me.
We went with someone else.
We've chosen another supplier.
We looked at it and it's not what we need.
Sorry, we don't see a fit.
Nah we're good
Please don't take this personally but we are not going to use it.
We won't need it.`,
  left_company: `
Tom no longer works here.
Tom Reed has left the company.
He left Acme in March.
I'm no longer with Acme
I left the company, please update your records.
Please note that Tom is no longer employed by Acme. For enquiries, contact info@acme.example
As of 1 March I no longer work at Acme.
Sara isn't with us anymore.
Tom doesn't work here any more.
She retired last year.
Mr Reed is no longer at this organisation.
I have retired and this mailbox is not read any more.
Tom has moved on to a new role at another company.
Tom left the company last month, please remove him from your list and contact Sara instead.
Unfortunately Mr. Reed no longer works for us.
Tom isn't working here any longer.
Mike doesn't work for Acme anymore.
Just so you know, I've moved to a different company.
The person you are trying to reach has left the organisation.
Tom was let go in January.
I quit Acme two weeks ago.
Ms Lind has retired.
John is no longer part of our team.`,
  not_now: `
Not right now, try again in Q3.
Circle back in the fall
Maybe next year
Check back in January
Bad timing, reach out in 3 months
We're in a budget freeze until July
Please follow up after the holidays
Ping me in two weeks
I'm swamped this month, let's talk in June
Not at this time.
Not at the moment, thanks.
Can you contact me again in 6 months?
We have other priorities this quarter.
Let's revisit this after our fiscal year ends.
Timing isn't right. Maybe later this year.
Get back to me in September please
De momento no.
We'll have budget next fiscal year, come back then.
Now is not a good time.
Let's touch base after summer.
Too busy right now, try me in a month.
Can we park this until September?
Call me in a couple of weeks.
We are not looking at this until Q4.
Please get in touch again at the end of the year.`,
  interested: `
Yes, let's talk.
Sounds good, send me a calendar link
Sure, how about Tuesday at 2?
I'm interested, tell me more
I'd love to see a demo.
Please call me at 555-123-4567
Yes please
Yes
Interested
Let's set up a call.
Count me in!
Happy to chat. Does Thursday work?
Can we schedule a demo next week?
This looks great, sign me up.
Please send me a quote for 20 seats.
I would like to learn more.
Sim, tenho interesse`,
  question: `
How much does it cost?
Do you integrate with SAP?
Is there a free trial?
What does it cost for 50 users?
Where is my data stored?
Can it handle unsubscribes by itself?
Who is this?
Could you explain how the pricing works`,
  referral: `
You should talk to Sara instead
I'm not the right person, please contact our CTO Jane (jane@acme.example)
Looping in Mark who handles this
I am forwarding this to my colleague Sara.
cc'ing John, who runs procurement
Please reach out to our IT team at it@acme.example
I don't handle this, Sara Lind does.`,
  unsure: `
We already use a competitor but want to switch.
We are not interested in the Basic plan, but Pro looks right.`,
  goes_on: `
Thanks, received.
Please stop by our booth on Thursday.
I can't stop thinking about your product!
We had to stop the trial because the import failed. Can you help?
Please remove the old user from our account.
Can you cancel my subscription to the Pro plan at the end of the month?
Please cancel my trial.
No problem, Thursday works.
No worries, talk soon.
No, Tuesday does not work, but Wednesday does.
Not sure yet, what does it cost?
I have left the documents with reception.
I left the meeting early, can you send the recording?
Tom left early today, he will call you tomorrow.
I'm out of the loop here, who is responsible?
Stop at gate 4 and ask for me.
My assistant will send you the contract.
Our team will no longer use Excel, so this comes at the right time.
I am no longer on the trial, please upgrade me.
Please delete my old invoice from the portal.
Can we move our meeting to 3pm?
We stopped using Mailchimp, that is why we look at you.
Do not hesitate to call me.
Don't forget to send me the contract
Please remove the typo on page 2 and send it again.
Take me through the pricing please.
I would not want to miss this.
I'm out of ideas here, can we talk?
I'm out of the loop on this, Sara knows.
I'm travelling this week. Let's talk next Tuesday at 10.
I'm in meetings all day, please send the details by mail.
I am off to a client now, will read it tonight.
Sorry, I was away last week. What does it cost?
I'm away from the computer, but yes, let's do it.
Could you remove the watermark from the trial?
How do I unsubscribe a contact in your tool?
We want to stop manual reporting, can you help?
Please delete the second invoice, it was a duplicate.
I don't want to lose my data when the trial stops.
Nobody has left us in the dark like your competitor did.
We left HubSpot last year and look for something new.
My colleague left a message with you yesterday.
I have retired my old laptop, how do I move the licence?
Our office in Lyon no longer exists, please ship to Paris.
Ich bin am Dienstag nicht da, aber Mittwoch passt.
I left Mailchimp in March, can you import from there?
Stop by any time on Friday.
Thanks, no further questions.
No more questions from my side, send the contract.
I would not say no to a demo.
Not only are we interested, we want to start Monday.
I'm not sure I understand the pricing.
We can't wait to get started
No objections from legal, please go ahead.`,
};
