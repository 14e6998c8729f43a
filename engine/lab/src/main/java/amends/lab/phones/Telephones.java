package amends.lab.phones;

/** The lab's own dialplan: what people do at the far end of their Local channels. */
final class Telephones {
  /**
   * {@code [lab-inbound]} is word for word what an administrator writes for a queue. A person's
   * plan is cut out of the table by how often that telephone has rung.
   */
  static final String DIALPLAN =
      """
      [lab-inbound]
      exten => s,1,Set(CALLERID(num)=${LAB_FROM})
       same => n,Set(CALLERID(name)=)
       same => n,Set(AMENDS_CLASS=${LAB_CLASS})
       same => n,Answer()
       same => n,CELGenUserEvent(LabArrive,${LAB_QUEUE} ${LAB_CLASS})
       same => n,GosubIf($[${DIALPLAN_EXISTS(amends-place,s,1)}]?amends-place,s,1(${LAB_QUEUE}))
       same => n,Queue(${LAB_QUEUE})
       same => n,GosubIf($[${DIALPLAN_EXISTS(amends-after,s,1)}]?amends-after,s,1)
       same => n,Hangup()

      [lab-caller]
      exten => s,1,Wait(86400)
       same => n,Hangup()

      [lab-plan]
      ; ARG1 the table's prefix, ARG2 the number: leaves LAB_PLAN
      exten => s,1,Set(LOCAL(rung)=$[0${GLOBAL(${ARG1}_RUNG_${ARG2})} + 1])
       same => n,Set(GLOBAL(${ARG1}_RUNG_${ARG2})=${rung})
       same => n,Set(LOCAL(plans)=${GLOBAL(${ARG1}_${ARG2})})
       same => n,ExecIf($["${plans}" = ""]?Set(plans=${GLOBAL(${ARG1})}))
       same => n,ExecIf($[${rung} > ${FIELDQTY(plans,&)}]?Set(rung=${FIELDQTY(plans,&)}))
       same => n,Set(LAB_PLAN=${CUT(plans,&,${rung})})
       same => n,Return()

      [lab-carrier]
      exten => _X!,1,Set(LAB_NUMBER=${EXTEN})
       same => n,CELGenUserEvent(LabRing,${LAB_NUMBER} ${ATT})
       same => n,Gosub(lab-plan,s,1(LAB_CUST,${LAB_NUMBER}))
       same => n,Goto(${CUT(LAB_PLAN,|,1)})
       same => n(answer),Ringing()
       same => n,Wait(${CUT(LAB_PLAN,|,2)})
       same => n,Answer()
       same => n,CELGenUserEvent(LabAnswer,${LAB_NUMBER} ${ATT})
       same => n,Wait(${CUT(LAB_PLAN,|,4)})
       same => n,ExecIf($["${CUT(LAB_PLAN,|,3)}" != "-"]?SendDTMF(${CUT(LAB_PLAN,|,3)}))
       same => n,Wait(${CUT(LAB_PLAN,|,5)})
       same => n,Hangup(16)
       same => n(ringout),Ringing()
       same => n,Wait(600)
       same => n,Hangup()
       same => n(busy),Hangup(17)
       same => n(congestion),Hangup(34)
       same => n(refuse),Hangup(${CUT(LAB_PLAN,|,2)})
      exten => h,1,Set(GLOBAL(LAB_OVER_${FILTER(0-9a-z,${CHANNEL(linkedid)})})=1)

      [lab-agent]
      exten => _X!,1,Set(LAB_ME=${EXTEN})
       same => n,Set(DEVICE_STATE(Custom:lab${LAB_ME})=RINGING)
       same => n,Set(LAB_CALL=${FILTER(0-9a-z,${CHANNEL(linkedid)})})
       same => n,Gosub(lab-plan,s,1(LAB_AGENT,${LAB_ME}))
       same => n,Ringing()
       same => n,ExecIf($["${CUT(LAB_PLAN,|,1)}" = "away"]?Wait(600))
       same => n,Wait(${CUT(LAB_PLAN,|,2)})
       same => n,Set(DEVICE_STATE(Custom:lab${LAB_ME})=INUSE)
       same => n,Answer()
       ; a callback is offered on a call the engine placed: 64 hex digits and -1
       same => n,GotoIf($[${LEN(${LAB_CALL})} = 65]?callback)
       same => n,Wait(${CUT(LAB_PLAN,|,5)})
       same => n,Hangup()
       same => n(callback),Set(GLOBAL(LAB_OVER_${LAB_CALL})=)
       same => n,Wait(${CUT(LAB_PLAN,|,4)})
       same => n,ExecIf($["${CUT(LAB_PLAN,|,3)}" != "-"]?SendDTMF(${CUT(LAB_PLAN,|,3)}))
       same => n(talking),Wait(0.2)
       same => n,GotoIf($["${GLOBAL(LAB_OVER_${LAB_CALL})}" = ""]?talking)
       same => n,Wait(${CUT(LAB_PLAN,|,7)})
       same => n,ExecIf($["${CUT(LAB_PLAN,|,6)}" != "-"]?SendDTMF(${CUT(LAB_PLAN,|,6)}))
       same => n,Wait(600)
       same => n,Hangup()
      exten => h,1,Set(DEVICE_STATE(Custom:lab${LAB_ME})=NOT_INUSE)
      """;

  private Telephones() {}
}
